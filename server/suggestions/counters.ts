import type { NoSuggestionReason } from "./noSuggestionReason.ts";

type Counts = {
  readonly shown: number;
  /** Those of them that the workspace remembered. */
  readonly remembered: number;
  readonly accepted: number;
  /** Characters of accepted suggestions, blanks apart, and those that stood there still two minutes later. */
  readonly judgedCharacters: number;
  readonly keptCharacters: number;
  /** Key strokes answered from a suggestion that was on screen, without the model. */
  readonly typedThrough: number;
  /** Suggestions that bring an error, by the language server beside Hearth. */
  readonly withdrawn: number;
  /** Requests that a newer one of the same document replaced. */
  readonly superseded: number;
  readonly nextEditsShown: number;
  readonly nextEditsAccepted: number;
  readonly silences: Readonly<Partial<Record<NoSuggestionReason, number>>>;
};

/** Counts what became of requests since the server started. Kept in memory, told to nobody but `hearth status`. */
export class Counters {
  #counts: Counts = {
    shown: 0,
    remembered: 0,
    accepted: 0,
    judgedCharacters: 0,
    keptCharacters: 0,
    typedThrough: 0,
    withdrawn: 0,
    superseded: 0,
    nextEditsShown: 0,
    nextEditsAccepted: 0,
    silences: {},
  };

  get counts(): Counts {
    return this.#counts;
  }

  /** The same as one list: silences under their reason. */
  byName(): Readonly<Record<string, number>> {
    const { silences, ...events } = this.#counts;
    return { ...events, ...silences };
  }

  count(event: Exclude<keyof Counts, "silences">, times = 1): void {
    this.#counts = { ...this.#counts, [event]: this.#counts[event] + times };
  }

  countSilence(silence: NoSuggestionReason): void {
    const { silences } = this.#counts;
    this.#counts = { ...this.#counts, silences: { ...silences, [silence]: (silences[silence] ?? 0) + 1 } };
  }
}
