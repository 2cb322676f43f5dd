import { saysNothing } from "../blockWords.ts";
import { type Ending, writtenLine } from "../filter.ts";
import { sameCode } from "../sameCode.ts";

/**
 * Ends before a line that says what the next written line of the file already says.
 *
 * @example The text has come to where the file goes on
 * ```py
 * def tax(price):
 *     rate = 0.2
 *     │«price = float(price)
 *     return price * rate»
 *     return price * rate
 * ```
 * ```py
 * def tax(price):
 *     rate = 0.2
 *     «price = float(price)»
 *     return price * rate
 * ```
 */
export const nextLine: Ending = {
  name: "nextLine",
  watches: "lines",
  silence: "repeatsNextLine",
  end: (reading, hole) => {
    const line = writtenLine(reading, hole);
    return !saysNothing(line, hole) && sameCode(line, hole.nextLine) ? reading.start : undefined;
  },
};
