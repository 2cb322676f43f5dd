import { indentationWidth } from "../../text/indentation.ts";
import { endsBlock, goesOn } from "../blockWords.ts";
import type { Ending, Reading, ShapedHole } from "../filter.ts";
import { isOutside } from "../hole.ts";

const onlyCloses = /^\s*[)\]}][)\]};,\s]*$/;
/** What ends a case of a shell, or is being typed to be that. */
const endsCase = /^\s*;[;&]*\s*$/;

/**
 * Ends before the line that closes the cursor's block, where the file's next line closes it: the same closers, indented
 * alike. Brackets cannot tell where lines around the cursor are half-written. Then one closer of the file is taken to
 * close what such a line has left open. What ends a case of a shell stands where its lines do.
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
  end: (reading, hole) => {
    const { start, line, lines, brackets } = reading;
    if (endsSameCase(reading, hole)) return start;
    if (lines.length === 0 || !onlyCloses.test(line) || line.trimEnd() !== hole.nextLine.trimEnd()) return undefined;
    if (brackets.inside !== "code" || brackets.open.some((opener) => !hole.unclosed.includes(opener))) return undefined;
    return isOutside(line, lines, hole) ? start : undefined;
  },
};

/** True if a line ends the case that is written in, which the file's next line ends just there. */
function endsSameCase({ line, lines }: Reading, hole: ShapedHole): boolean {
  if (lines.length === 0 || !endsCase.test(line) || !endsCase.test(hole.nextLine) || !endsBlock(line, hole))
    return false;
  const width = indentationWidth(line);
  const written = [hole.lineBefore + lines[0], ...lines.slice(1)];
  const beginsCase = written.some((each) => indentationWidth(each) <= width && goesOn(each, hole));
  return indentationWidth(hole.nextLine) === width && !beginsCase;
}
