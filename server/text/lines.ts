import { numberAt } from "../../base/at.ts";

/*
 * A line ends with \n, \r\n or \r, as LSP counts lines, so that places are the client's. Between \r and \n is no place of
 * its own: it belongs to the line that they end. Grammars and lexers read a lone \r as a blank, and nothing is written
 * with one.
 */

/** Where each line starts, in UTF-16 offsets. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  if (!text.includes("\r")) {
    for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1)) starts.push(end + 1);
    return starts;
  }
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 13 && text.charCodeAt(i + 1) === 10) i++;
    if (unit === 13 || unit === 10) starts.push(i + 1);
  }
  return starts;
}

/** How many lines people count: behind the last line end there is none yet. Of a text of this length, in UTF-16 units. */
export function lineCount(starts: ArrayLike<number>, length: number): number {
  const { length: all } = starts;
  return all > 1 && starts[all - 1] === length ? all - 1 : all;
}

/** The zero-based line that an offset lies in, of a text whose lines start there. */
export function lineNumberAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (numberAt(starts, middle) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The end of the line that holds `offset`, in front of its line end. */
export function lineEnd(text: string, offset: number): number {
  for (let i = beforeLineEnd(text, offset); i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 10 || unit === 13) return i;
  }
  return text.length;
}

/** The offset of the first character of the line that holds `offset`. */
export function lineStart(text: string, offset: number): number {
  for (let i = beforeLineEnd(text, offset); i > 0; i--) {
    const unit = text.charCodeAt(i - 1);
    if (unit === 10 || unit === 13) return i;
  }
  return 0;
}

/**
 * The offset, moved to the front of the line end that it is inside of. Grammars let a comment end between \r and \n.
 */
export function beforeLineEnd(text: string, offset: number): number {
  return isInsideLineEnd(text, offset) ? offset - 1 : offset;
}

function isInsideLineEnd(text: string, offset: number): boolean {
  return text.charCodeAt(offset) === 10 && text.charCodeAt(offset - 1) === 13;
}

/** The end of the line above, in front of its line end, from the start of a line; 0 on the first. */
export function endAbove(text: string, start: number): number {
  return Math.max(0, beforeLineEnd(text, start - 1));
}

/** The text as models read it and grammars split it: every line ended by \n. */
export function withLineFeeds(text: string): string {
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}

/** The lines of a text, without their ends. */
export function linesOf(text: string): string[] {
  return text.includes("\r") ? text.split(/\r\n|\r|\n/) : text.split("\n");
}

/** The blanks a line begins with. */
export function indentationOf(line: string): string {
  return /^[ \t]*/.exec(line)?.[0] ?? "";
}

/** The last line of `text` that holds more than blanks, without its line end; "" where there is none. */
export function lastWrittenLine(text: string): string {
  for (let end = text.length; end > 0; ) {
    const start = lineStart(text, end);
    const line = text.slice(start, end);
    if (!isBlank(line)) return line;
    end = endAbove(text, start);
  }
  return "";
}

/** The first lines of `text` that hold more than blanks, at most `count`. */
export function firstWrittenLines(text: string, count: number): string[] {
  const found: string[] = [];
  for (let start = 0; start < text.length && found.length < count; ) {
    const end = lineEnd(text, start);
    const line = text.slice(start, end);
    if (!isBlank(line)) found.push(line);
    start = belowLine(text, end);
  }
  return found;
}

/** Where the next line starts, given any offset in a line; the text's length on the last. */
export function belowLine(text: string, offset: number): number {
  const end = lineEnd(text, offset);
  return Math.min(text.length, end + (text.charCodeAt(end) === 13 && text.charCodeAt(end + 1) === 10 ? 2 : 1));
}

export function isBlank(line: string): boolean {
  return line.trim() === "";
}

/** A line that says nothing of its own: brackets, punctuation, or one word that opens or leaves a block. */
export function isTrivial(line: string): boolean {
  return /^\W*((break|continue|default|do|else|finally|pass|return|try)\W*)?$/.test(line);
}
