export type Token = number;

export type Vocabulary = {
  /** Tokens that steer the model, with their text: these never come from workspace text. */
  readonly control: ReadonlyMap<Token, string>;
  /** The beginning-of-sequence token, for a model that wants one. */
  readonly beginning: Token | undefined;
  readonly tokenize: (text: string) => readonly Token[];
  readonly tokenOf: (tokenText: string) => Token | undefined;
  /** Whether the model ends its answer with this token. */
  readonly isEnd: (token: Token) => boolean;
  /** The text of tokens that follow `before`. */
  readonly detokenize: (tokens: readonly Token[], before: readonly Token[]) => string;
  /** The tokens whose text begins with this printable ASCII text, or is a beginning of it. None where that is unknown. */
  readonly spelling: (text: string) => readonly Token[];
};
