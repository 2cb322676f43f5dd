import type { Spellings } from "./spelling.ts";

export type Token = number;

export type Vocabulary = {
  /** Tokens that steer the model, with their text: these never come from workspace text. */
  readonly control: ReadonlyMap<Token, string>;
  /** The beginning-of-sequence token, for a model that wants one. */
  readonly beginning: Token | undefined;
  readonly tokenize: (text: string) => readonly Token[];
  readonly tokenOf: (tokenText: string) => Token | undefined;
  /** True if the model ends its answer with this token. */
  readonly isEnd: (token: Token) => boolean;
  /** The text of tokens that follow `before`. */
  readonly detokenize: (tokens: readonly Token[], before: readonly Token[]) => string;
  /** Undefined where it is not known how the vocabulary is written. */
  readonly spellings: Spellings | undefined;
};
