import type { OffsetRange } from "../../text/offsetRange.ts";
import type { Import, ImportedName } from "../tags.ts";
import type { CodeFile } from "./rules.ts";

/** How a language writes imports that an answer brings, where no more is known of how names come into a file. */
export type ImportLines = {
  /** How a line begins that imports at the top of a file. */
  readonly begins: RegExp;
  /** Types of nodes that stand above all imports: the package, the opening tag. */
  readonly above: ReadonlySet<string>;
  /** True if a module comes with the language. */
  readonly isBuiltIn: (specifier: string) => boolean;
  /** A statement that lists modules in lines, each of which may also be imported by itself: the first group is the list. */
  readonly list?: RegExp;
  /** How an import that is being typed goes on. Else nothing is known of that. */
  readonly paths?: ImportPaths;
};

/** How a language writes the path of an import, by which it is told from where others have a name. */
export type ImportPaths = {
  /** The line up to the cursor where an import is being typed; the first group is what is written of the path. */
  readonly begun: RegExp;
  /** What ends a statement. */
  readonly end: string;
  /** True if what is imported are packages, of which a file uses members. */
  readonly areOfPackages?: true;
  /** The path by which an import has one of its names, where that is its own; `statement` is how the import is written. */
  readonly imported?: (one: Import, name: ImportedName, statement: string) => string | undefined;
  /** The path of a name that a file sees without it, since it imports all of `specifier`. */
  readonly whole: (specifier: string, name: string) => string;
  /** The path of what a file declares, for others; they are at `importer`. */
  readonly declared?: (file: Pick<CodeFile, "path" | "text">, name: string, importer: string) => string | undefined;
};

/** Where a text imports by lists, in a language that has such. */
export function importLists(text: string, list: ImportLines["list"]): readonly OffsetRange[] {
  if (!list) return [];
  return [...text.matchAll(new RegExp(list, "gm"))].map(({ index, 0: whole }) => ({
    start: index,
    end: index + whole.length,
  }));
}
