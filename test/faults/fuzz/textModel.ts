import type { Position, Range } from "vscode-languageserver";

export type Change = { readonly range?: Range; readonly text: string };

/** A text as LSP's specification has it, written for nothing but clarity: the judge of the server's text. */
export function changed(text: string, { range, text: inserted }: Change): string {
  if (!range) return inserted;
  const [start, end] = [offsetOf(text, range.start), offsetOf(text, range.end)];
  return text.slice(0, Math.min(start, end)) + inserted + text.slice(Math.max(start, end));
}

/** Lines end with \n, \r\n or \r. A position past the end of its line or of the text means that end. */
function offsetOf(text: string, { line, character }: Position): number {
  if (line < 0) return 0;
  let start = 0;
  let number = 0;
  for (const { 0: end, index } of text.matchAll(/\r\n|\r|\n|$/g)) {
    if (number++ === line) return start + Math.max(0, Math.min(character, index - start));
    start = index + end.length;
  }
  return text.length;
}
