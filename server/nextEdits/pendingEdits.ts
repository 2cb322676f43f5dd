import { elementAt } from "../../base/at.ts";
import { applied } from "../edits/changes.ts";
import type { TextChange } from "../text/textChange.ts";

/** An edit that was offered and not made yet. Files are named by their keys. */
export type PendingEdit = TextChange & { readonly key: string };

/**
 * Offered edits that wait to be made. To make one of them is no change of its own: what else was offered goes on to
 * follow from the change before.
 */
export class PendingEdits {
  #edits: readonly PendingEdit[] = [];

  /** These take the place of those before. */
  offer(edits: readonly PendingEdit[]): void {
    this.#edits = edits;
  }

  /** True if a file became another by offered edits and nothing else; these are not pending any more. */
  made(key: string, before: string, after: string): boolean {
    const own = this.#edits.filter((edit) => edit.key === key).sort((a, b) => a.start - b.start);
    const made = [around(own, before, after), ...own.map((edit) => [edit])].find(
      (edits) => edits.length > 0 && applied(before, edits) === after,
    );
    if (made) this.#edits = this.#without(key, made);
    return made !== undefined;
  }

  /** The list without edits of a file; those behind them have moved. */
  #without(key: string, made: readonly TextChange[]): PendingEdit[] {
    return this.#edits.flatMap((edit) => {
      if (edit.key !== key) return [edit];
      if (made.some(({ start, end }) => start === edit.start && end === edit.end)) return [];
      const by = made
        .filter(({ end }) => end <= edit.start)
        .reduce((sum, { start, end, newText }) => sum + newText.length - (end - start), 0);
      return [{ ...edit, start: edit.start + by, end: edit.end + by }];
    });
  }
}

/** The edits in the part of a text that has become another. */
function around(edits: readonly PendingEdit[], before: string, after: string): readonly PendingEdit[] {
  if (edits.length === 0) return [];
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let end = before.length;
  for (let other = after.length; end > start && other > start; end--, other--)
    if (elementAt(before, end - 1) !== elementAt(after, other - 1)) break;
  return edits.filter((edit) => edit.start <= end && edit.end >= start);
}
