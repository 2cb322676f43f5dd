import { indentationWidth } from "../../text/indentation.ts";
import { endsBlock } from "../blockWords.ts";
import type { Ending } from "../filter.ts";
import { onBlankLine } from "../hole.ts";

/**
 * Ends behind the line that closes what the cursor's line, or a line around it, had left open.
 *
 * @example The end of the block ends the suggestion
 * ```ts
 * prices.forEach((price) => {│«
 *   send(price);
 * });
 * send(total);»
 * ```
 * ```ts
 * prices.forEach((price) => {«
 *   send(price);
 * });»
 * ```
 */
export const closedBlock: Ending = {
  name: "closedBlock",
  watches: "lines",
  silence: "nothing",
  end: ({ start, line, lines }, hole) => {
    const closes = /^\s*[)\]}].*[;}]\s*$/.test(line) || endsBlock(line, hole);
    if (lines.length === 0 || !closes) return undefined;
    const outer = indentationWidth(hole.lineBefore + lines[0]) - (onBlankLine(hole) ? 1 : 0);
    return indentationWidth(line) <= outer ? start + line.length : undefined;
  },
};
