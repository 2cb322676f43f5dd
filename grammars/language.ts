/** A language Hearth understands: its grammar, and the queries that say what its code declares. */
export type Language = {
  /** LSP language identifiers that mean this grammar, the first being its own name. */
  readonly ids: readonly string[];
  /** File name endings, with the dot. */
  readonly extensions: readonly string[];
  readonly lineComment: string;
  /** Whether indentation, not brackets, ends a block. */
  readonly indented: boolean;
  /** Folder under grammars/ that holds tags.scm, imports.scm and locals.scm. */
  readonly folder: string;
  /** The folder of a grammar whose files use each other's code with these. Else those of this grammar alone do. */
  readonly group?: string;
  /** The package that the grammar comes in. */
  readonly package: string;
  /** Loads the native tree-sitter grammar; about 10 ms, kept after the first call. */
  readonly grammar: () => unknown;
};
