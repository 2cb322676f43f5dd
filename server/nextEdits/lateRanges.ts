import { lineStarts, linesOf } from "../text/lines.ts";
import type { OffsetRange } from "../text/offsetRange.ts";
import type { FileChanges } from "./history.ts";

/** The lines of a file that were changed in a step or after it, as ranges of its text. */
export function lateRanges(change: FileChanges, since: number): OffsetRange[] {
  const late = change.lines.filter(({ step }) => step >= since);
  const starts = late.length > 0 ? startsOf(change).now : [];
  const offset = (line: number) => starts[line] ?? change.text.length;
  return late.map(({ newStart, newEnd }) => ({ start: offset(newStart), end: offset(newEnd) }));
}

/** True if something of a range is in one of the others. */
export function isPartlyIn(ranges: readonly OffsetRange[], { start, end }: OffsetRange): boolean {
  return ranges.some((one) => one.start < end && start < one.end);
}

type Starts = { readonly old: readonly number[]; readonly now: readonly number[] };

/** By the list of changes, which is another one as soon as the base or the text is. */
const known = new WeakMap<FileChanges["lines"], Starts>();

/** Where the lines of a file's base and text begin, of which several rules ask. */
export function startsOf({ lines, base, text }: FileChanges): Starts {
  const starts = known.get(lines) ?? { old: lineStarts(base), now: lineStarts(text) };
  known.set(lines, starts);
  return starts;
}

type Lines = { readonly old: readonly string[]; readonly now: readonly string[] };

const knownLines = new WeakMap<FileChanges["lines"], Lines>();

/** The lines of a file's base and text, of which several rules ask. */
export function linesIn({ lines, base, text }: FileChanges): Lines {
  const all = knownLines.get(lines) ?? { old: linesOf(base), now: linesOf(text) };
  knownLines.set(lines, all);
  return all;
}
