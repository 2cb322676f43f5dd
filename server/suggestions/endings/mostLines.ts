import { isBlank } from "../../text/lines.ts";
import type { Ending } from "../filter.ts";

/**
 * Ends behind as many lines as the user wants (`suggestions.maxLines`). Blank lines
 * before the first written one do not count.
 *
 * @example Two lines at most
 * Lines: 2
 * ```ts
 * function total(prices: number[]): number {
 *   │«let sum = 0;
 *   for (const price of prices) sum += price;
 *   return sum;»
 * }
 * ```
 * ```ts
 * function total(prices: number[]): number {
 *   «let sum = 0;
 *   for (const price of prices) sum += price;»
 * }
 * ```
 */
export const mostLines: Ending = {
  name: "mostLines",
  watches: "lines",
  silence: "lineComplete",
  end: ({ start, line, lines }, { maxLines }) => {
    if (maxLines === undefined) return undefined;
    const all = [...lines, line];
    const first = all.findIndex((each) => !isBlank(each));
    return first >= 0 && all.length - first >= maxLines ? start + line.length : undefined;
  },
};
