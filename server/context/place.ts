import { lineEnd, lineStart } from "../text/lines.ts";

/** The zero-based line of an offset. */
export function lineAt(text: string, offset: number): number {
  let line = 0;
  for (let i = text.indexOf("\n"); i >= 0 && i < offset; i = text.indexOf("\n", i + 1)) line++;
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
  for (let i = 0; i < above && start > 0; i++) start = lineStart(text, start - 1);
  let end = lineEnd(text, offset);
  for (let i = 0; i < below && end < text.length; i++) end = lineEnd(text, end + 1);
  return { start, end };
}
