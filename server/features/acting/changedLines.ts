import { applied } from "../../edits/changes.ts";
import { lineEnd, lineStart } from "../../text/lines.ts";
import type { TextChange } from "../../text/textChange.ts";

/**
 * The lines that changes touch, as a diff shows them: "-" before those that were there, "+" before those in their place.
 * The changes are sorted and do not overlap.
 */
export function changedLines(before: string, changes: readonly TextChange[]): string {
  const groups: TextChange[][] = [];
  for (const change of changes) {
    const last = groups.at(-1);
    const previous = last?.at(-1);
    if (last && previous && lineStart(before, change.start) <= lineEnd(before, previous.end)) last.push(change);
    else groups.push([change]);
  }
  return groups.flatMap((group) => diffOf(before, group)).join("\n");
}

function diffOf(before: string, changes: readonly TextChange[]): string[] {
  const start = lineStart(before, changes[0]?.start ?? 0);
  const end = lineEnd(before, changes.at(-1)?.end ?? 0);
  const inside = changes.map((change) => ({ ...change, start: change.start - start, end: change.end - start }));
  const old = before.slice(start, end).split(/\r\n|\r|\n/);
  const fresh = applied(before.slice(start, end), inside).split(/\r\n|\r|\n/);
  const shorter = Math.min(old.length, fresh.length);
  let head = 0;
  while (head < shorter && old[head] === fresh[head]) head++;
  let tail = 0;
  while (tail < shorter - head && old.at(-1 - tail) === fresh.at(-1 - tail)) tail++;
  return [
    ...old.slice(head, old.length - tail).map((line) => `-${line}`),
    ...fresh.slice(head, fresh.length - tail).map((line) => `+${line}`),
  ];
}
