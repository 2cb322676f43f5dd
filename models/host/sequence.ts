import type { Token } from "./vocabulary.ts";

/** One KV cache. */
export type Sequence = {
  /** How many of these tokens, from the first on, it holds. */
  readonly commonPrefix: (tokens: readonly Token[]) => number;
  /** Forgets what is not a prefix of these tokens; resolves to how many are still there. */
  readonly keepPrefixOf: (tokens: readonly Token[]) => Promise<number>;
  readonly evaluate: (tokens: readonly Token[]) => Promise<void>;
  /** Evaluates a token and resolves to one that follows, the likeliest at temperature 0. */
  readonly next: (token: Token, temperature: number, limits?: Limits) => Promise<Prediction>;
  /**
   * Evaluates tokens in one go and resolves to the likeliest one after each of them, of those that are allowed behind
   * the token of the same number.
   */
  readonly verify: (
    tokens: readonly Token[],
    allowed?: readonly (readonly Token[] | undefined)[],
  ) => Promise<readonly Prediction[]>;
};

/** Which tokens may follow. */
type Limits = {
  readonly allowed?: readonly Token[] | undefined;
  readonly grammar?: Grammar | undefined;
  /** See GenerateRequest. */
  readonly draw?: number | undefined;
};

/** The grammar of one answer. Its object remembers how far the answer has come, so each answer has its own. */
export type Grammar = { readonly gbnf: string };

/** `probability` is that of the likeliest token, from 0 to 1; NaN where the weights are broken. */
export type Prediction = { readonly token: Token; readonly probability: number };
