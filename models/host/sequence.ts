import type { Token } from "./vocabulary.ts";

/** One KV cache. */
export type Sequence = {
  /** How many of these tokens, from the first on, it holds. */
  readonly commonPrefix: (tokens: readonly Token[]) => number;
  /** Forgets what is not a prefix of these tokens; resolves to how many are still there. */
  readonly keepPrefixOf: (tokens: readonly Token[]) => Promise<number>;
  readonly evaluate: (tokens: readonly Token[]) => Promise<void>;
  /** Evaluates a token and resolves to one that follows: of all or of `allowed` ones the likeliest at temperature 0. */
  readonly next: (token: Token, temperature: number, allowed?: readonly Token[]) => Promise<Prediction>;
};

/** `probability` is that of the likeliest token, from 0 to 1; NaN where the weights are broken. */
export type Prediction = { readonly token: Token; readonly probability: number };
