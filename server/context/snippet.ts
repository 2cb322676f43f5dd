/** A piece of another file (or a far part of this one) that may help the model, and why it was chosen. */
export type Snippet = {
  readonly uri: string;
  /** As shown to the model; see `relativePath`. */
  readonly path: string;
  /** Zero-based, `endLine` not included. */
  readonly startLine: number;
  readonly endLine: number;
  readonly text: string;
  readonly score: number;
  /** For people: what found it. */
  readonly reason: string;
};
