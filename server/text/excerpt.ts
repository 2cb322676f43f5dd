import { indentationWidth } from "./indentation.ts";
import { belowLine, endAbove, isBlank, lineEnd, lineStart } from "./lines.ts";

/**
 * The surroundings of a place cut down to about `limit` characters on each side, with the outline of what encloses
 * them. The outline has the lines above that are indented less, and the closing lines below that are. So the excerpt of
 * a well-formed file is, nearly always, well-formed itself.
 */
export function excerpt(before: string, after: string, limit: number): { before: string; after: string } {
  return { before: above(before, limit), after: below(after, limit) };
}

function above(before: string, limit: number): string {
  if (before.length <= limit) return before;
  const start = shallowestLine(before, before.length - limit, lineStart(before, before.length));
  const headers: string[] = [];
  let indent = indentationWidth(before, start);
  for (let line = lineAbove(before, start); line && indent > 0; line = lineAbove(before, line.start)) {
    if (line.width >= indent) continue;
    indent = line.width;
    const { end } = line;
    while (line && (line.width > indent || continuesBlock(before, line.start))) line = lineAbove(before, line.start);
    if (!line) break;
    headers.unshift(before.slice(line.start, end));
  }
  return headers.join("") + before.slice(start);
}

/**
 * The first of the least indented lines that start between two offsets, and do not go on with a block above. It is one
 * that begins a declaration if there is any: others may be in a docstring.
 */
function shallowestLine(text: string, from: number, to: number): number {
  const starts = [...lineStartsBetween(text, belowLine(text, from), to)].filter(
    (start) => !continuesBlock(text, start),
  );
  const sure = starts.filter((start) => beginsDeclaration(text, start));
  return leastIndented(text, sure.length > 0 ? sure : starts) ?? to;
}

type Line = { readonly start: number; readonly end: number; readonly width: number };

/** The written line that ends before `offset`, a line start. */
function lineAbove(text: string, offset: number): Line | undefined {
  for (let end = offset; end > 0; ) {
    const start = lineStart(text, endAbove(text, end));
    if (!blankAt(text, start)) return { start, end, width: indentationWidth(text, start) };
    end = start;
  }
  return undefined;
}

function below(after: string, limit: number): string {
  if (after.length <= limit) return after;
  const end = lastShallowLine(after, limit);
  const closing: string[] = [];
  let indent = indentationWidth(after, end) + (startsWithCloser(after, end) ? 1 : 0);
  for (let start = end; start < after.length && indent > 0; start = belowLine(after, start)) {
    const width = indentationWidth(after, start);
    if (width >= indent || !startsWithCloser(after, start)) continue;
    const line = after.slice(start, belowLine(after, start));
    closing.push(line);
    indent = /[([{]\s*$/.test(line) ? width + 1 : width;
  }
  return after.slice(0, end) + closing.join("");
}

/** The last of the least indented lines that start within `limit`, likewise, or the first line's end. */
function lastShallowLine(text: string, limit: number): number {
  const first = belowLine(text, 0);
  const starts = [...lineStartsBetween(text, first, Math.min(limit + 1, text.length))];
  const sure = starts.filter((start, i) => {
    const isDecorated = i > 0 && /^\s*@/.test(text.slice(starts[i - 1], start));
    return !isDecorated && (startsWithCloser(text, start) || beginsDeclaration(text, start));
  });
  return leastIndented(text, (sure.length > 0 ? sure : starts).reverse()) ?? first;
}

function* lineStartsBetween(text: string, from: number, to: number): Generator<number> {
  for (let start = from; start < to; start = belowLine(text, start)) if (!blankAt(text, start)) yield start;
}

/** The first of the lines that no other is indented less than. */
function leastIndented(text: string, starts: readonly number[]): number | undefined {
  const widths = starts.map((start) => indentationWidth(text, start));
  return starts[widths.indexOf(Math.min(...widths))];
}

/** In any language: a decorator, a word that declares, or a line that opens a brace. */
function beginsDeclaration(text: string, start: number): boolean {
  const line = text.slice(start, lineEnd(text, start));
  return /^\s*(?:@|(?:async|class|def|export|function|import|interface|local function|module|type)\s)|\{\s*$/.test(
    line,
  );
}

function blankAt(text: string, start: number): boolean {
  return isBlank(text.slice(start, lineEnd(text, start)));
}

/** A line that a bracket or a word ends a block with. */
function startsWithCloser(text: string, start: number): boolean {
  return /^[ \t]*(?:[)\]}]|(?:end|fi|done|esac)\s*(?:$|[\n;,.)|&#<>]))/.test(text.slice(start, start + 200));
}

/** A line that cannot stand without the block above it. */
function continuesBlock(text: string, start: number): boolean {
  return startsWithCloser(text, start) || goesOn.test(text.slice(start, start + 200));
}

const goesOn = /^[ \t]*(?:(?:else|elif|elsif|elseif|except|finally|catch|rescue|ensure)\b|when\b(?!\s*[({]))/;
