import { belowLine, endAbove, lineEnd, lineStart } from "../text/lines.ts";

/** The zero-based line of an offset. */
export function lineAt(text: string, offset: number): number {
  let line = 0;
  for (let i = text.indexOf("\n"); i >= 0 && i < offset; i = text.indexOf("\n", i + 1)) line++;
  // A lone \r ends a line, too.
  for (let i = text.indexOf("\r"); i >= 0 && i < offset; i = text.indexOf("\r", i + 1))
    if (text[i + 1] !== "\n") line++;
  return line;
}

/** The offsets of the lines around `offset`: `above` more before it, `below` more after. */
export function linesAround(
  text: string,
  offset: number,
  above: number,
  below: number,
): { start: number; end: number } {
  let start = lineStart(text, offset);
  for (let i = 0; i < above && start > 0; i++) start = lineStart(text, endAbove(text, start));
  let end = lineEnd(text, offset);
  for (let i = 0; i < below && end < text.length; i++) end = lineEnd(text, belowLine(text, end));
  return { start, end };
}
