import type { Token } from "./vocabulary.ts";

/** One KV cache. */
export type Sequence = {
  /** How many of these tokens, from the first on, it holds. */
  readonly commonPrefix: (tokens: readonly Token[]) => number;
  /** Forgets what is not a prefix of these tokens; resolves to how many are still there. */
  readonly keepPrefixOf: (tokens: readonly Token[]) => Promise<number>;
  readonly evaluate: (tokens: readonly Token[]) => Promise<void>;
  /** Evaluates a token and resolves to the likeliest one after it, or after it among `allowed`. */
  readonly next: (token: Token, allowed?: readonly Token[]) => Promise<Prediction>;
};

/** `probability` is from 0 to 1; NaN where the weights are broken. */
export type Prediction = { readonly token: Token; readonly probability: number };
