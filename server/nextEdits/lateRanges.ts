import { lineStarts } from "../text/lines.ts";
import type { OffsetRange } from "../text/offsetRange.ts";
import type { FileChanges } from "./history.ts";

/** The lines of a file that were changed in a step or after it, as ranges of its text. */
export function lateRanges({ text, lines }: FileChanges, since: number): OffsetRange[] {
  const late = lines.filter(({ step }) => step >= since);
  const starts = late.length > 0 ? lineStarts(text) : [];
  const offset = (line: number) => starts[line] ?? text.length;
  return late.map(({ newStart, newEnd }) => ({ start: offset(newStart), end: offset(newEnd) }));
}
