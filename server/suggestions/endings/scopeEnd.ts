import { rulesOf } from "../../languages/languages.ts";
import { indentationWidth } from "../../text/indentation.ts";
import { isBlank } from "../../text/lines.ts";
import { endsBlock, goesOn, goesOnWithBody, lacksEnd } from "../blockWords.ts";
import type { Ending, Reading, ShapedHole } from "../filter.ts";
import { onBlankLine } from "../hole.ts";

/** Words and marks that go on with the statement above although they are indented like it. */
const continuesStatement = /^\s*(?:[)\]}.?:&|+,{]|(?:else|elif|except|finally|catch)\b)/;
const closesBlock = /^\s*[)\]}]/;
const firstToken = /^\s*(?:\w+(?=\W)|[^\w\s])/;

/**
 * Ends before the first line that leaves the cursor's block, in braces as by indentation.
 *
 * On a line of its own the cursor's block is that line's indentation. Behind other code the block is the statement
 * begun there: a line indented like it is the next statement. A line that closes a bracket left open stays, and so does a
 * word that ends a block which the file does not end, or `rescue`, with which a body goes on.
 * Directives and labels are of the block that the next line is in.
 *
 * @example The next function is another matter
 * ```py
 * def tax(price):
 *     │«return price * 0.2
 * def total(price):
 *     return 1»
 * ```
 * ```py
 * def tax(price):
 *     «return price * 0.2»
 * ```
 */
export const scopeEnd: Ending = {
  name: "scopeEnd",
  watches: "characters",
  silence: "outOfScope",
  end: (reading, hole) => {
    const { line, start, complete, lines, brackets } = reading;
    if (lines.length === 0 || isBlank(line) || brackets.inside !== "code") return undefined;
    if (!complete && !firstToken.test(line)) return undefined;
    const { indent, isStatement } = scope(reading, hole);
    const width = indentationWidth(line);
    if (width > indent || (width === indent && !isStatement)) return undefined;
    if (endsBlock(line, hole)) return lacksEnd(width, hole) ? undefined : start;
    if ((width === indent && goesOn(line, hole)) || goesOnWithBody(line, hole)) return undefined;
    const stays = width === indent ? continuesStatement : closesBlock;
    return stays.test(line) || isOutdented(line, hole) ? undefined : start - outdentedLength(lines, hole);
  },
};

function isOutdented(line: string, { language }: ShapedHole): boolean {
  return rulesOf(language).outdented?.test(line) ?? false;
}

/** The length of the last lines that may belong to what follows them: directives, labels, and blank ones around. */
function outdentedLength(lines: readonly string[], hole: ShapedHole): number {
  if (!rulesOf(hole.language).outdented) return 0;
  const own = lines.findLastIndex((line, i) => i === 0 || !(isBlank(line) || isOutdented(line, hole)));
  return lines.slice(own + 1).reduce((length, line) => length + line.length + 1, 0);
}

/** The indentation below which the suggestion ends, and whether a line at it is a new statement. */
function scope({ lines }: Reading, hole: ShapedHole): { indent: number; isStatement: boolean } {
  const cursorIndent = indentationWidth(hole.lineBefore + lines[0]);
  const closed = lines
    .slice(1)
    .filter((line) => closesBlock.test(line) || endsBlock(line, hole))
    .map((line) => indentationWidth(line));
  const indent = Math.min(cursorIndent, ...closed);
  return { indent, isStatement: !onBlankLine(hole) || indent < cursorIndent };
}
