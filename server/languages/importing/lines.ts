import type { OffsetRange } from "../../text/offsetRange.ts";

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
};

/** Where a text imports by lists, in a language that has such. */
export function importLists(text: string, list: ImportLines["list"]): readonly OffsetRange[] {
  if (!list) return [];
  return [...text.matchAll(new RegExp(list, "gm"))].map(({ index, 0: whole }) => ({
    start: index,
    end: index + whole.length,
  }));
}
