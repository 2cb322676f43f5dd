import { endsBlock } from "../blockWords.ts";
import type { Ending } from "../filter.ts";
import { isOutside } from "../hole.ts";

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
    return isOutside(line, lines, hole) ? start + line.length : undefined;
  },
};
