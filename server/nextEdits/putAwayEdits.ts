import { lineEnd, lineStart } from "../text/lines.ts";
import type { Undone } from "./history.ts";
import type { OfferedEdit } from "./nextEdits.ts";
import type { Substitution } from "./substitutions.ts";

/** The change that an edit follows from: the rule and its sentence. */
type Reason = Pick<OfferedEdit, "rule" | "because">;

/** `line` is the text of the lines of the edit, `made` the number of places where the user had made the same change. */
type PutAway = Reason & {
  readonly key: string;
  readonly line: string;
  readonly oldText: string;
  readonly newText: string;
  readonly made: number;
};

/** Enough for a day: the oldest is forgotten first. */
const maxPutAway = 64;

/**
 * Edits that the user has put away. They stay away while their reason stands, and so does what else follows from it, until
 * the user has made the same change once more by hand. An edit is forgotten when the change that it follows from is undone.
 */
export class PutAwayEdits {
  #all: readonly PutAway[] = [];
  #undone: readonly Undone[] = [];

  /** The edits are of the file with this key and text; `examples` is all that the user has replaced lately. */
  putAway(edits: readonly OfferedEdit[], key: string, text: string, examples: readonly Substitution[]): void {
    const more = edits.map((edit) => {
      const { rule, because, newText } = edit;
      const replaced = { oldText: text.slice(edit.start, edit.end), newText };
      return { rule, because, key, line: linesAround(text, edit), ...replaced, made: timesMade(replaced, examples) };
    });
    this.#all = [...more, ...this.#all].slice(0, maxPutAway);
  }

  /** The edits that are not put away. `text` is that of an edit's file, `key` the file's. */
  others<T extends OfferedEdit & { readonly text: string; readonly key: string }>(
    edits: readonly T[],
    examples: () => readonly Substitution[],
    undone: readonly Undone[],
  ): T[] {
    this.#forget(undone);
    if (this.#all.length === 0 || edits.length === 0) return [...edits];
    const made = examples();
    return edits.filter((edit) => !this.#all.some((one) => isAway(one, edit, made)));
  }

  #forget(undone: readonly Undone[]): void {
    const fresh = undone.filter((one) => !this.#undone.includes(one));
    this.#undone = undone;
    const isUndone = ({ oldText, newText }: PutAway) =>
      fresh.some(({ before, after }) => before.includes(oldText) && after.includes(newText));
    this.#all = this.#all.filter((one) => !isUndone(one));
  }
}

function isAway(
  one: PutAway,
  edit: OfferedEdit & { readonly text: string; readonly key: string },
  examples: readonly Substitution[],
): boolean {
  if (one.rule !== edit.rule || one.because !== edit.because) return false;
  if (one.key === edit.key && one.line === linesAround(edit.text, edit)) return true;
  return timesMade(one, examples) <= one.made;
}

function timesMade(
  { oldText, newText }: Pick<PutAway, "oldText" | "newText">,
  examples: readonly Pick<Substitution, "oldText" | "newText">[],
): number {
  return examples.filter((one) => one.oldText === oldText && one.newText === newText).length;
}

function linesAround(text: string, { start, end }: Pick<OfferedEdit, "start" | "end">): string {
  return text.slice(lineStart(text, start), lineEnd(text, end)).trim();
}
