import { isBlank } from "../../text/lines.ts";
import { saysNothing } from "../blockWords.ts";
import { type Ending, writtenLine } from "../filter.ts";
import { onBlankLine } from "../hole.ts";
import { sameCode } from "../sameCode.ts";

/**
 * Ends at once if the first line suggested is the line above it once more.
 *
 * @example The line above is not said again
 * ```ts
 * const rate = await load("rate");
 * │«const rate = await load("rate");»
 * ```
 * ```text
 * repeatsPreviousLine
 * ```
 */
export const previousLine: Ending = {
  name: "previousLine",
  watches: "lines",
  silence: "repeatsPreviousLine",
  end: (reading, hole) => {
    if (isBlank(reading.line) || reading.lines.some((line) => !isBlank(line))) return undefined;
    const line = writtenLine(reading, hole);
    const above = reading.lines.length === 0 || onBlankLine(hole) ? hole.previousLine : hole.lineBefore;
    return !saysNothing(line, hole) && sameCode(line, above) ? reading.start : undefined;
  },
};
