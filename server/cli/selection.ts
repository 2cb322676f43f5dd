import { type Cursor, cursorIn } from "../context/cursor.ts";
import { indentationOf, lineEnd, lineStart } from "../text/lines.ts";
import { CommandError } from "./command.ts";
import { cursorOf } from "./place.ts";

/** Code in a file that was named on the command line. `start` is where the cursor stands. */
export type Selection = {
  readonly cursor: Cursor;
  readonly start: number;
  readonly end: number;
  /** The subject of a message without a range of its own: the selection, else the rest of the line. */
  readonly said: { readonly start: number; readonly end: number };
};

/**
 * `FILE:LINE[:COL][-LINE:COL]`. Without COL the cursor stands where the line's text begins, as a person would put it.
 */
export function selectionOf(place: string | undefined): Selection {
  const [, from = "", line, column] = /^(.*?)(?:-(\d+):(\d+))?$/.exec(place ?? "") ?? [];
  const found = cursorOf(from || undefined);
  const { file } = found;
  const isLine = !/:\d+:\d+$/.test(from);
  const begin = lineStart(file.text, found.offset);
  const start = isLine ? begin + indentationOf(file.text.slice(begin, found.offset)).length : found.offset;
  const end = line === undefined ? start : file.offsetAt({ line: Number(line) - 1, character: Number(column) - 1 });
  if (end < start) throw new CommandError(`${place} ends before it begins`, 2);
  const said = { start, end: end > start ? end : lineEnd(file.text, start) };
  return { cursor: cursorIn(found.snapshot, file, start), start, end, said };
}
