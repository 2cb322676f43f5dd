import { diffArrays } from "diff";
import type { ChangedLines, CutLines } from "./history.ts";

/** Differences between two texts that are looked for. */
const maxDifferences = 600;

/** What differs in a change. Nothing does where it was undone. */
export const differingLines: CutLines = (change, before, after) => {
  let { oldStart, oldEnd, newStart, newEnd } = change;
  oldEnd = Math.min(oldEnd, before.length);
  newEnd = Math.min(newEnd, after.length);
  while (oldStart < oldEnd && newStart < newEnd && before[oldStart] === after[newStart]) {
    oldStart++;
    newStart++;
  }
  while (oldStart < oldEnd && newStart < newEnd && before[oldEnd - 1] === after[newEnd - 1]) {
    oldEnd--;
    newEnd--;
  }
  if (oldStart === oldEnd && newStart === newEnd) return [];
  const { step } = change;
  const whole = { oldStart, oldEnd, newStart, newEnd, step };
  if (oldEnd - oldStart < 2 || newEnd - newStart < 2) return [whole];
  const parts = diffArrays(before.slice(oldStart, oldEnd), after.slice(newStart, newEnd), {
    maxEditLength: maxDifferences,
  });
  if (!parts) return [whole];
  const found: ChangedLines[] = [];
  let open: { oldStart: number; newStart: number } | undefined;
  const close = () => {
    if (open) found.push({ ...open, oldEnd: oldStart, newEnd: newStart, step });
    open = undefined;
  };
  for (const { count, added, removed } of parts) {
    if (!added && !removed) close();
    else open ??= { oldStart, newStart };
    if (!added) oldStart += count;
    if (!removed) newStart += count;
  }
  close();
  return found;
};
