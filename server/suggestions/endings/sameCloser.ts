import type { Ending } from "../filter.ts";
import { isOutside } from "../hole.ts";

const onlyCloses = /^\s*[)\]}][)\]};,\s]*$/;

/**
 * Ends before the line that closes the cursor's block, where the file's next line closes it: the same closers, indented
 * alike. Brackets cannot tell where lines around the cursor are half-written. Then one closer of the file is taken to
 * close what such a line has left open.
 *
 * @example The file closes the block
 * ```ts
 * send(total(
 * for (const price of prices) {
 *   │«send(price);
 * }»
 * }
 * ```
 * ```ts
 * send(total(
 * for (const price of prices) {
 *   «send(price);»
 * }
 * ```
 */
export const sameCloser: Ending = {
  name: "sameCloser",
  watches: "lines",
  silence: "unmatchedCloser",
  end: ({ start, line, lines, brackets }, hole) => {
    if (lines.length === 0 || !onlyCloses.test(line) || line.trimEnd() !== hole.nextLine.trimEnd()) return undefined;
    if (brackets.inside !== "code" || brackets.open.some((opener) => !hole.unclosed.includes(opener))) return undefined;
    return isOutside(line, lines, hole) ? start : undefined;
  },
};
