import type { PlacedChange } from "../../actions/action.ts";
import type { SuggestedChange } from "../../suggestions/suggestion.ts";

/** What the last request for a next edit was answered, and why. */
export type NextEditAnswer = {
  /** The edit that was shown, in UTF-16 offsets; null where none was. */
  readonly edit: SuggestedChange | null;
  /** The name of the rule that found it, and why it belongs there, as a sentence. */
  readonly rule: string | null;
  readonly because: string | null;
  /** How many places of the change there are besides, in all files. */
  readonly others: number;
  /** Why nothing is shown in this document, as a sentence. */
  readonly silence: string | null;
};

/** Nobody has looked at an edit and put it away in a shorter time: whoever asks again then has lost the answer. */
const seenMs = 300;

/**
 * What editors were told of next edits. An edit that was put away stays away until something else was changed: most
 * editors do not tell that, and ask for the same text again.
 */
export class NextEditAnswers {
  #last: NextEditAnswer | undefined;
  #shown: { readonly uri: string; readonly revision: number; readonly atMs: number } | undefined;
  #dismissed = -1;
  /** Places whose edits bring an error, of one revision. */
  #wrong: { readonly revision: number; readonly places: Set<string> } = { revision: -1, places: new Set() };

  get last(): NextEditAnswer | undefined {
    return this.#last;
  }

  /** `revision` counts the changes of all documents. */
  note(answer: NextEditAnswer, uri: string, revision: number, nowMs: number): NextEditAnswer {
    this.#last = answer;
    const isShown = answer.edit !== null || answer.others > 0;
    const isFirst = this.#shown?.uri !== uri || this.#shown.revision !== revision;
    if (isShown && isFirst) this.#shown = { uri, revision, atMs: nowMs };
    return answer;
  }

  /** The user wants to see no edit before another change. */
  dismiss(revision: number): void {
    this.#dismissed = revision;
  }

  /** Edits of this revision bring an error, and are shown no more. Those that come in their place were not seen yet. */
  withdraw(revision: number, places: readonly PlacedChange[]): void {
    if (this.#wrong.revision !== revision) this.#wrong = { revision, places: new Set() };
    for (const place of places) this.#wrong.places.add(keyOf(place));
    this.#shown = undefined;
  }

  isWithdrawn(revision: number, place: PlacedChange): boolean {
    return this.#wrong.revision === revision && this.#wrong.places.has(keyOf(place));
  }

  isPutAway(uri: string, revision: number, nowMs: number): boolean {
    const shown = this.#shown;
    const wasSeen = shown?.uri === uri && shown.revision === revision && nowMs - shown.atMs >= seenMs;
    return wasSeen || this.#dismissed === revision;
  }
}

function keyOf({ uri, range: { start, end }, newText }: PlacedChange): string {
  return JSON.stringify([uri, start.line, start.character, end.line, end.character, newText]);
}
