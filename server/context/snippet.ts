/** The finder of a snippet; see sources.ts. */
export type SourceName =
  | "similar"
  | "members"
  | "signature"
  | "reachable"
  | "definitions"
  | "usages"
  | "edits"
  | "imports"
  | "pinned"
  | "staged";

/** A piece of another file (or a far part of this one) that may help the model, with the reason. */
export type Snippet = {
  readonly source: SourceName;
  readonly uri: string;
  /** As shown to the model; see `relativePath`. */
  readonly path: string;
  /** Zero-based, `endLine` not included. */
  readonly startLine: number;
  readonly endLine: number;
  readonly text: string;
  readonly score: number;
  /** The parts of the score, each 0 to 1 before its weight; see rank.ts. */
  readonly terms: Terms;
  /** For people: what found it. */
  readonly reason: string;
  /** The name that stands in this snippet where the cursor stands in the file, if its text led there. */
  readonly next?: string;
};

export type Terms = Readonly<Partial<Record<Term, number>>>;

export type Term =
  | "lexical"
  | "continuation"
  | "members"
  | "signature"
  | "reachable"
  | "definition"
  | "usage"
  | "edit"
  | "imports"
  | "pinned"
  | "staged"
  | "imported"
  | "open"
  | "sibling";
