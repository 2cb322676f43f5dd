import { indentationWidth } from "./indentation.ts";
import { isBlank, lineStart } from "./lines.ts";

/** So far a template's line is looked at, and so far the text below it. */
const mostOnLine = 500;
const mostBelow = 4_000;

/** What stands in front of a template in code: what it is given to, or what it is compared or joined with. */
const givesTo = /(?:[=(,:[{+?&|>]|\breturn)\s*$/;
/** The end of a line that a substitution goes on behind. */
const goesOn = /[^\w\s)\]"'.]\s*$/;
/** The beginning of a line that goes on with a substitution. */
const continues = /^\s*(?:[}?:&|+.]|$)/;

/**
 * True if the template that begins in front of `start` was left open by somebody who went on elsewhere. It does not end
 * on its line, and the next line with backquotes begins templates of its own, as code does, and ends all but the last of a
 * text. The last line of a template that is meant to be long ends one, and begins none.
 */
export function isLeftOpen(text: string, start: number): boolean {
  const line = lineFrom(text, start, mostOnLine);
  if (line === undefined || backquotes(line) % 2 === 1) return false;
  const depth = openSubstitutions(line);
  const below = text.slice(start + line.length, start + line.length + mostBelow);
  const first = below.search(/(?<!\\)`/);
  if (first < 0) return false;
  const at = below.lastIndexOf("\n", first) + 1;
  if (!givesTo.test(below.slice(at, first))) return false;
  const next = lineFrom(below, at, mostOnLine);
  // A line that is still being written ends with the text.
  if (next === undefined ? below.length - at >= mostOnLine : backquotes(next) % 2 === 1) return false;
  if (depth > 0) return !goesOn.test(line) && !continues.test(below.slice(1, below.indexOf("\n", 1)));
  return openSubstitutions(below.slice(0, first)) === 0;
}

/** What stands in front of a string in code, and what stands behind its end. */
const beforeString = /(?:^|[\s=([{,:+!&|])$/;
const behindString = /^[ \t);\]},]/;
/** What stands behind a quote that begins a string whatever comes then. A variable may stand behind the end of one. */
const beginsString = /^[\w%/.~-]/;
/** A line that ends a block, and holds nothing else that a text would. */
const endsBlock = /^\s*(?:(?:fi|done|esac|\})[ \t]*(?:[;,|&><#)].*)?$|;)/;
const opensBlock = /\{\s*$|\b(?:then|do)\s*$|^\s*case\b.*\bin\s*$/;
const beginsBlock = /^\s*(?:if|elif|for|while|until|case|select)\b/;
const beginsFunction = /^\s*(?:function[ \t]+[\w:-]+[ \t]*(?:\([ \t]*\))?|[\w:-]+[ \t]*\([ \t]*\))[ \t]*\{/;

/**
 * True if the string that begins in front of `start`, and may be long, was left open by somebody who went on elsewhere. It
 * does not end on its line. Then a block ends or a function begins before any quote comes, or the next line with quotes
 * begins strings and ends them, as code does.
 *
 * `indent` is how far the line of the string is indented. The text goes on to `cursor`, and behind it stands what is right
 * of the cursor and below: that line is being written, so its quotes may not be even yet.
 */
export function isQuoteLeftOpen(text: string, start: number, quote: string, indent: number, cursor: number): boolean {
  const line = lineFrom(text, start, mostOnLine);
  if (line === undefined || quotes(line, quote) > 0) return false;
  const end = start + line.length;
  if (start <= cursor && cursor <= end) return false;
  const below = text.slice(end, end + mostBelow);
  const first = firstQuote(below, quote);
  const at = first < 0 ? below.length : below.lastIndexOf("\n", first) + 1;
  const isHead = beginsBlock.test(text.slice(lineStart(text, start), start));
  if (leavesString(below.slice(1, at).split("\n"), indent, isHead)) return true;
  if (first < 0) return leavesBlock(text, start, below);
  const left = below.slice(at, first);
  const behind = below.slice(first + 1, first + 2);
  if (behindString.test(behind) || (/^\s?$/.test(behind) && isBlank(left)) || !beforeString.test(left)) return false;
  const next = lineFrom(below, at, mostOnLine) ?? below.slice(at);
  const isWritten = cursor >= end + at && cursor <= end + at + next.length;
  const count = quotes(next, quote);
  return isWritten || count % 2 === 0 || beginsString.test(behind) || (count === 1 && /^[$\s]?$/.test(behind));
}

/** The first quote that is not escaped, on a line that is no comment. */
function firstQuote(below: string, quote: string): number {
  for (let at = below.indexOf(quote); at >= 0; at = below.indexOf(quote, at + 1)) {
    const isComment = /(?:^|\n)[ \t]*#[^\n]*$/.test(below.slice(Math.max(0, at - mostOnLine), at));
    if (!isComment && below[at - 1] !== "\\") return at;
  }
  return -1;
}

/**
 * True if lines leave what is around the line of a string, which is indented so far: one ends a block that none of them has
 * begun, or the one that the line of the string begins. Or a function begins.
 */
function leavesString(lines: readonly string[], indent: number, isHead: boolean): boolean {
  let depth = 0;
  for (const line of lines) {
    const width = indentationWidth(line);
    if (width <= indent && beginsFunction.test(line)) return true;
    if (endsBlock.test(line)) {
      const isOwn = isHead || line.trimStart().startsWith(";");
      if (depth === 0 && (width < indent || (width === indent && isOwn))) return true;
      depth = Math.max(0, depth - 1);
    } else if (opensBlock.test(line)) depth++;
  }
  return false;
}

const closer = /^([ \t]*)\}[)};,]*$/gm;
const codeLine = /[\w)\]}];$|[\w)>] \{$/m;

/** True if a text closes a block that begins left of the line around `start`, and holds a line of code. */
function leavesBlock(text: string, start: number, below: string): boolean {
  const indent = indentationWidth(text, lineStart(text, start));
  const isClosed = [...below.matchAll(closer)].some(([, blanks = ""]) => indentationWidth(blanks) < indent);
  return isClosed && codeLine.test(below);
}

function quotes(line: string, quote: string): number {
  return line.replace(/\\./g, "").split(quote).length - 1;
}

/** The rest of a line, or undefined if it is longer than `most` or the text ends in it. */
function lineFrom(text: string, start: number, most: number): string | undefined {
  const end = text.slice(start, start + most).indexOf("\n");
  return end < 0 ? undefined : text.slice(start, start + end);
}

function backquotes(line: string): number {
  return line.match(/(?<!\\)`/g)?.length ?? 0;
}

/** How many `${` a part of a template leaves open. */
function openSubstitutions(part: string): number {
  let depth = 0;
  for (const [sign] of part.matchAll(/\$\{|[{}]/g)) {
    if (sign === "${" || (sign === "{" && depth > 0)) depth++;
    else if (sign === "}" && depth > 0) depth--;
  }
  return depth;
}
