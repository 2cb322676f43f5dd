import { lineStarts } from "../text/lines.ts";
import type { OffsetRange } from "../text/offsetRange.ts";
import type { FileChanges } from "./history.ts";

/** The lines of a file that were changed in a step or after it, as ranges of its text. */
export function lateRanges(change: FileChanges, since: number): OffsetRange[] {
  const late = change.lines.filter(({ step }) => step >= since);
  const starts = late.length > 0 ? startsOf(change).now : [];
  const offset = (line: number) => starts[line] ?? change.text.length;
  return late.map(({ newStart, newEnd }) => ({ start: offset(newStart), end: offset(newEnd) }));
}

type Starts = { readonly old: readonly number[]; readonly now: readonly number[] };

const known = new WeakMap<FileChanges, Starts>();

/** Where the lines of a file's base and text begin, of which several rules ask. */
export function startsOf(change: FileChanges): Starts {
  const starts = known.get(change) ?? { old: lineStarts(change.base), now: lineStarts(change.text) };
  known.set(change, starts);
  return starts;
}
