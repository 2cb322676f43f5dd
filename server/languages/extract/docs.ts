import type { OffsetRange } from "../../text/offsetRange.ts";

/**
 * The comment that documents what begins at `offset`. It is the line comments directly above. In a language with blocks
 * it may be a block, which in some must begin with two stars. It is read backwards from the text, since between two definitions there
 * is nothing but comments.
 */
export function docBefore(
  text: string,
  offset: number,
  lineComment: string,
  blocks: "/**" | "/*" | undefined,
): OffsetRange {
  const none = { start: offset, end: offset };
  if (!isFirstOnLine(text, offset)) return none;
  let lineBreak = startOfLine(text, offset) - 1;
  if (lineBreak < 0) return none;
  const end = trimmedEnd(text, lineBreak);
  if (blocks && text.startsWith("*/", end - 2)) {
    const start = blockStart(text, end - 2, blocks);
    return start >= 0 ? { start, end } : none;
  }
  let start = -1;
  while (lineBreak >= 0) {
    const line = startOfLine(text, lineBreak);
    const first = firstOfLine(text, line);
    if (first >= lineBreak || !text.startsWith(lineComment, first)) break;
    start = first;
    lineBreak = line - 1;
  }
  return start < 0 ? none : { start, end };
}

/** Where the doc block begins that ends at `end`, or -1. Its text may hold a `/*` of its own, as in src/*.ts. */
function blockStart(text: string, end: number, opening: "/**" | "/*"): number {
  const before = text.lastIndexOf("*/", end - 1);
  let start = text.lastIndexOf("/*", end - 2);
  while (start > before && !isFirstOnLine(text, start)) start = text.lastIndexOf("/*", start - 1);
  return start > before && text.startsWith(opening, start) ? start : -1;
}

const byteOrderMark = 0xfeff;

function startOfLine(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}

function firstOfLine(text: string, line: number): number {
  let first = text.charCodeAt(line) === byteOrderMark ? line + 1 : line;
  while (text.charCodeAt(first) === 32 || text.charCodeAt(first) === 9) first++;
  return first;
}

/** Looks only at the blanks before `offset`: a line of minified code is as long as the file. */
function isFirstOnLine(text: string, offset: number): boolean {
  let before = offset - 1;
  while (text.charCodeAt(before) === 32 || text.charCodeAt(before) === 9) before--;
  return before < 0 || text.charCodeAt(before) === 10 || (before === 0 && text.charCodeAt(0) === byteOrderMark);
}

function trimmedEnd(text: string, end: number): number {
  while (end > 0 && text.charCodeAt(end - 1) <= 32 && text.charCodeAt(end - 1) !== 10) end--;
  return end;
}
