import { indentationWidth } from "./indentation.ts";
import { lineStart } from "./lines.ts";

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

/** What stands in front of a string in code, and what a string does not begin with where it is but one word. */
const beforeString = /(?:^|[\s=([{,:+!&|])$/;

/**
 * True if the string that begins in front of `start`, and may be long, was left open by somebody who went on elsewhere. It
 * does not end on its line, and the next line with quotes begins strings and ends them, as code does. Where no quote
 * follows, a block around it is closed, and code stands there.
 */
export function isQuoteLeftOpen(text: string, start: number, quote: string): boolean {
  const line = lineFrom(text, start, mostOnLine);
  if (line === undefined || quotes(line, quote) > 0) return false;
  const below = text.slice(start + line.length, start + line.length + mostBelow);
  const first = below.indexOf(quote);
  if (first < 0) return leavesBlock(text, start, below);
  if (/^[\s);\]},]|^$/.test(below.slice(first + 1, first + 2))) return false;
  const at = below.lastIndexOf("\n", first) + 1;
  const next = lineFrom(below, at, mostOnLine) ?? below.slice(at);
  return beforeString.test(below.slice(at, first)) && quotes(next, quote) % 2 === 0;
}

const closer = /^([ \t]*)\}(?:[)};,]*| else\b.*\{)$/gm;
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
