import { noBrackets, readBrackets } from "../../text/brackets.ts";
import { indentationWidth } from "../../text/indentation.ts";
import { isLineComment, type Marks } from "../../text/inside.ts";
import { isBlank, lastWrittenLine } from "../../text/lines.ts";
import { beginsBlock } from "../blockWords.ts";
import type { Ending, Reading, ShapedHole } from "../filter.ts";
import { onBlankLine } from "../hole.ts";

/**
 * Ends at the first blank line: what follows is another thought. A blank line in a string or bracket that the
 * suggestion has opened ends nothing. Nor does one where an empty body is to be filled: `scopeEnd` ends that.
 *
 * @example A blank line ends the suggestion
 * ```py
 * def total(price):
 *     sum = 0
 *     │«sum += price
 *     return sum
 *
 * print(total(1))»
 * ```
 * ```py
 * def total(price):
 *     sum = 0
 *     «sum += price
 *     return sum»
 * ```
 */
export const blankLine: Ending = {
  name: "blankLine",
  watches: "lines",
  silence: "nothing",
  end: (reading, hole) => {
    const { start, line, lines } = reading;
    const ends = isBlank(line) && lines.some((earlier) => !isBlank(earlier));
    return ends && !isInside(reading, hole) && !isEmptyBody(hole) ? start : undefined;
  },
};

function isInside({ brackets }: Reading, hole: ShapedHole): boolean {
  return brackets.inside !== "code" || brackets.open.some((opener) => !hole.unclosed.includes(opener));
}

function isEmptyBody(hole: ShapedHole): boolean {
  const line = onBlankLine(hole) ? previousCode(hole) : hole.lineBefore;
  return /[{:]\s*$/.test(withoutComment(line, hole.comments)) || beginsBlock(line, hole) || isAlone(line, hole);
}

/** True if the cursor's line is indented further than what stands above and below: the head of its body is half-written. */
function isAlone(above: string, hole: ShapedHole): boolean {
  const width = indentationWidth(hole.lineBefore);
  return onBlankLine(hole) && indentationWidth(above) < width && indentationWidth(hole.nextLine) < width;
}

/** So many lines of comment may stand between the head of a body and its first line. */
const mostCommentLines = 20;

/** The nearest line above that is no comment, in front of which a body may begin. */
function previousCode({ before, lineBefore, previousLine, comments }: ShapedHole): string {
  let above = before.slice(0, before.length - lineBefore.length);
  let line = previousLine;
  for (let n = 0; n < mostCommentLines && isCommentLine(line, comments); n++) {
    above = above.slice(0, above.lastIndexOf(line));
    line = lastWrittenLine(above);
  }
  return line;
}

function isCommentLine(line: string, comments: Marks): boolean {
  const code = line.trimStart();
  return comments.some((mark) => isLineComment(mark) && code.startsWith(mark));
}

function withoutComment(line: string, comments: Marks): string {
  const { inside } = readBrackets(line, noBrackets, comments);
  return isLineComment(inside) ? line.slice(0, line.lastIndexOf(inside)) : line;
}
