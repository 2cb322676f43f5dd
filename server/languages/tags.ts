/** The kind of a definition, in the words of LSP's SymbolKind. */
export type DefinitionKind =
  | "module"
  | "namespace"
  | "class"
  | "interface"
  | "type"
  | "enum"
  | "enumMember"
  | "function"
  | "method"
  | "constructor"
  | "field"
  | "constant"
  | "variable";

/** A named thing that a file declares. All offsets are UTF-16 offsets into the file's text. */
export type Definition = {
  readonly name: string;
  readonly kind: DefinitionKind;
  readonly nameStart: number;
  readonly nameEnd: number;
  /** The whole item: from its first decorator or modifier to its end, without the leading comment. */
  readonly start: number;
  readonly end: number;
  /** Where the body begins (after the signature); `end` where there is none. A skeleton is `start` to `bodyStart`. */
  readonly bodyStart: number;
  /** The doc comment before it, or the docstring inside it; equal when there is none. */
  readonly docStart: number;
  readonly docEnd: number;
  /** Index of the enclosing definition in the same list, -1 at the top. Parents stand before their children. */
  readonly parent: number;
  /** Visible to other files: under its own name, as `default`, or not at all. */
  readonly exported: "named" | "default" | "no";
};

/** One name that crosses a file border. `*` is the whole module, `default` its default export. */
export type ImportedName = { readonly imported: string; readonly local: string };

/** An import or a re-export, in any form. */
export type Import = {
  /** As written: "./a", "react", "..pkg.mod". Empty for the file itself, as in `export { a as b }`. */
  readonly specifier: string;
  readonly kind: "static" | "type" | "dynamic" | "require" | "reexport";
  /** Empty for an import that binds nothing. For a re-export `local` is the exported name. */
  readonly names: readonly ImportedName[];
  readonly start: number;
  readonly end: number;
};

/** Everything another file may want to know about a file. */
export type Tags = {
  /** In order of `start`, parents before children. */
  readonly definitions: readonly Definition[];
  readonly imports: readonly Import[];
};

/** The tags of a file that nobody can parse. */
export const noTags: Tags = { definitions: [], imports: [] };
