import { promptLookup } from "./promptLookup.ts";
import type { Token } from "./vocabulary.ts";

/** Guesses at how an answer goes on, which the model verifies several at a time. */
export type Guesser = {
  /** An answer begins. */
  readonly begin: () => void;
  /** Tokens that are worth verifying together; none where one token at a time is faster. */
  readonly draft: (tokens: readonly Token[], mostTokens: number) => readonly Token[];
  /** The time of a step that verified a draft, and its tokens: the right guesses and one more. */
  readonly took: (ms: number, draft: readonly Token[], followed: readonly Token[]) => void;
};

/** Lengths of drafts: with the token before them they make batches that processors like. */
const lengths = [3, 7, 15];
const longest = 15;
/** A rollback costs a little too. */
const worthwhile = 1.1;
/** Share of guesses that are right, as long as nothing is known of an answer. */
const hopefulShare = 0.8;
/** Weight of the newest measurement. */
const newestWeight = 1 / 4;
/** Measurements of an earlier answer, under other load, are believed a little less. */
const forgetting = 0.95;

/**
 * Verifies what stands in the prompt already, where that pays on this machine. Batches of every length are timed when
 * they are first used. The share of right guesses is known also while none is made.
 */
export class Speculation implements Guesser {
  /** By the length of the draft; 0 is a step of one token. A length that was never tried counts as free. */
  readonly #msOfStep = new Map<number, number>();
  #rightShare = hopefulShare;
  /** The guess that would have been made at the last step. */
  #guess: readonly Token[] = [];

  begin(): void {
    this.#rightShare = hopefulShare;
    this.#guess = [];
    for (const [length, ms] of this.#msOfStep) if (length > 0) this.#msOfStep.set(length, ms * forgetting);
  }

  draft(tokens: readonly Token[], mostTokens: number): readonly Token[] {
    this.#guess = promptLookup(tokens, Math.min(mostTokens, longest));
    const oneMs = this.#msOfStep.get(0);
    if (oneMs === undefined) return [];
    const possible = lengths.filter((length) => length <= this.#guess.length);
    const paces = possible.map((length) => (this.#msOfStep.get(length) ?? 0) / this.#expectedTokens(length));
    const best = Math.min(...paces);
    if (best * worthwhile >= oneMs) return [];
    return this.#guess.slice(0, possible[paces.indexOf(best)]);
  }

  took(ms: number, draft: readonly Token[], followed: readonly Token[]): void {
    const known = this.#msOfStep.get(draft.length);
    this.#msOfStep.set(draft.length, known === undefined ? ms : known + (ms - known) * newestWeight);
    followed.forEach((token, index) => {
      const guessed = this.#guess[index];
      if (guessed === undefined) return;
      this.#rightShare += (Number(token === guessed) - this.#rightShare) * newestWeight;
    });
  }

  /** Tokens that a step brings on average: the right ones up to the first wrong one, and the one after. */
  #expectedTokens(length: number): number {
    let expected = 1;
    for (let tokens = 1; tokens <= length; tokens++) expected += this.#rightShare ** tokens;
    return expected;
  }
}
