import type { Token } from "./vocabulary.ts";

/** An answer of one token over and over is long enough to tell from a line of dashes. */
const longTokens = 16;
/** This many such answers, and no other since the model was loaded, are no accident. */
const enoughAnswers = 3;

/**
 * Recognizes damaged weights by their answers. They load like any others, and then predict the same token for ever, or
 * no number. A model that has given one good answer is not suspected again.
 */
export class WeightCheck {
  #isTrusted = false;
  #suspectAnswers = 0;

  /**
   * True if this answer, after those before it, shows that the weights are damaged; `isNumber` of its probabilities.
   */
  isDamaged(tokens: readonly Token[], isNumber: boolean): boolean {
    if (!isNumber) return true;
    if (this.#isTrusted || tokens.length === 0) return false;
    const isSuspect = tokens.every((token) => token === tokens[0]);
    if (!isSuspect) this.#isTrusted = true;
    else if (tokens.length >= longTokens) this.#suspectAnswers++;
    return this.#suspectAnswers >= enoughAnswers;
  }
}
