import { PromptTooLong } from "../../../models/engine.ts";

/**
 * Text of unusual density (CJK, data) makes more tokens than estimated; then the prompt is made anew, twice at most.
 */
const maxAttempts = 3;

/** The estimate that follows from a prompt that was too long is an average, too. */
const margin = 0.9;

/**
 * Asks with a prompt of estimated length. It asks again with a shorter one where a model says that it is too long.
 * `ask` gets the characters that count as a token, and the number of the attempt, from 1 on. Throws what it throws:
 * PromptTooLong where even the last prompt was too long.
 */
export async function fitting<T>(
  charactersPerToken: number,
  ask: (charactersPerToken: number, attempt: number) => Promise<T>,
): Promise<T> {
  let estimate = charactersPerToken;
  for (let attempt = 1; ; attempt++) {
    try {
      return await ask(estimate, attempt);
    } catch (error) {
      if (!(error instanceof PromptTooLong) || attempt === maxAttempts) throw error;
      estimate *= (error.limitTokens / error.promptTokens) * margin;
    }
  }
}
