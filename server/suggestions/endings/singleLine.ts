import { type Opener, readBrackets } from "../../text/brackets.ts";
import { indentationWidth } from "../../text/indentation.ts";
import { isBlank } from "../../text/lines.ts";
import { type Ending, type Reading, type ShapedHole, writtenLine } from "../filter.ts";
import { isHeader } from "../header.ts";
import { leftOpen } from "../leftOpen.ts";

/**
 * Ends behind the first line where only the rest of a line is asked for.
 *
 * A line may open a block or a bracket which the file does not close. It goes on until that is closed: cut at its end
 * it would be half a statement.
 *
 * @example Between other lines one line is asked for
 * ```ts
 * const price = load();
 * const rate = │«0.2;
 * const count = 3;»
 * send(price * rate);
 * ```
 * ```ts
 * const price = load();
 * const rate = «0.2;»
 * send(price * rate);
 * ```
 */
export const singleLine: Ending = {
  name: "singleLine",
  watches: "lines",
  silence: "lineComplete",
  end: (reading, hole) => {
    const { start, line, lines } = reading;
    if (hole.shape !== "line") return undefined;
    const goesOn =
      isBetweenPair(reading, hole) ||
      (lines.length === 0 ? opensBlock(reading, hole) : ownBrackets(reading, hole).length > 0 || isBody(reading, hole));
    return goesOn ? undefined : start + line.length;
  },
};

/**
 * True if the text fills the lines right between an opener and its closer, `[│]`. Such a text begins with a new line.
 * It goes on until it has closed the opener, or says no more.
 */
function isBetweenPair(reading: Reading, hole: ShapedHole): boolean {
  const { inside, open } = hole.brackets;
  const first = reading.lines[0] ?? reading.line;
  if (!isBlank(first)) return false;
  if (inside === '"""' || inside === "'''") {
    if (!hole.lineBefore.endsWith(inside) || !hole.lineAfter.startsWith(inside)) return false;
    return readBrackets(`${reading.line}\n`, reading.brackets, hole.comments).inside === inside;
  }
  const opener = open.at(-1);
  if (inside !== "code" || !opener || !hole.lineAfter.startsWith(opener.close)) return false;
  if (!/[([{]$/.test(hole.lineBefore)) return false;
  return readBrackets(reading.line, reading.brackets, hole.comments).lowest >= hole.unclosed.length;
}

function opensBlock(reading: Reading, hole: ShapedHole): boolean {
  if (isBlank(reading.line) || !/^[\s)\]}"'`;,]*$/.test(hole.lineAfter)) return false;
  const line = writtenLine(reading, hole);
  if (isHeader(line, hole)) return indentationWidth(hole.nextLine) <= indentationWidth(line);
  return leftOpen({ text: reading.line, replaceAfter: 0 }, hole);
}

/** The brackets the suggestion has opened and not closed. */
function ownBrackets({ line, brackets }: Reading, hole: ShapedHole): Opener[] {
  return readBrackets(line, brackets, hole.comments).open.filter((opener) => !hole.unclosed.includes(opener));
}

/** Below a header the body goes on; `scopeEnd` ends it. */
function isBody({ lines }: Reading, hole: ShapedHole): boolean {
  return isHeader(hole.lineBefore + lines[0], hole);
}
