import { changesBetween } from "../edits/changes.ts";
import type { OffsetRange } from "../text/offsetRange.ts";
import type { TextChange } from "../text/textChange.ts";

/** Comparing texts that have little in common takes long, and leads to nothing. */
const maxComparedLines = 4_000;

/**
 * The changes of a text that has become another meanwhile. They are the same changes, at the places to which what they
 * change has moved. Undefined where something in the target or in a change itself is no longer what it was.
 */
export function rebased(
  changes: readonly TextChange[],
  before: string,
  now: string,
  target: OffsetRange,
): readonly TextChange[] | undefined {
  if (before === now) return changes;
  const { start, end } = differing(before, now);
  const [old, fresh] = [before.slice(start, before.length - end), now.slice(start, now.length - end)];
  if (lines(old) > maxComparedLines || lines(fresh) > maxComparedLines) return undefined;
  const edits = changesBetween(old, fresh).map((edit) => ({
    ...edit,
    start: edit.start + start,
    end: edit.end + start,
  }));
  if ([target, ...changes].some((range) => edits.some((edit) => collide(edit, range)))) return undefined;
  return changes.map(({ newText, ...range }) => {
    const by = edits
      .filter((edit) => edit.end <= range.start)
      .reduce((sum, edit) => sum + edit.newText.length - (edit.end - edit.start), 0);
    return { start: range.start + by, end: range.end + by, newText };
  });
}

function collide(edit: OffsetRange, range: OffsetRange): boolean {
  return edit.start < range.end && edit.end > range.start;
}

/** How much both texts have in common at their start and at their end. */
function differing(a: string, b: string): OffsetRange {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a.charCodeAt(start) === b.charCodeAt(start)) start++;
  let end = 0;
  while (end < shorter - start && a.charCodeAt(a.length - 1 - end) === b.charCodeAt(b.length - 1 - end)) end++;
  const line = a.lastIndexOf("\n", start - 1) + 1;
  return { start: line, end };
}

function lines(text: string): number {
  return text.split("\n").length;
}
