/** What a compiler or linter says about a range of a text, in UTF-16 offsets: an editor's diagnostic. */
export type Problem = {
  readonly message: string;
  readonly code?: string;
  readonly start: number;
  readonly end: number;
};
