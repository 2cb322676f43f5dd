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
  /** How a class is imported by its whole name. Else none is offered while an import is typed. */
  readonly wholeNames?: WholeNames;
};

/** How classes are called by package and name, and imported so: `use App\Shop\Price;`. */
export type WholeNames = {
  /** What stands between the parts of a name. */
  readonly separator: string;
  /** The package that a text is of, if it says so. */
  readonly packageOf: (text: string) => string | undefined;
  /** The end of a text where an import is being typed: the first group is the statement, the second its name so far. */
  readonly begun: RegExp;
  /** What ends the statement. */
  readonly end: string;
};

/** Names of packages with dots, in Java and Kotlin. */
export function dottedNames(end: string): WholeNames {
  return {
    separator: ".",
    packageOf: (text) => /^[ \t]*package[ \t]+([\w.]+)/m.exec(text)?.[1],
    begun: /(?:^|[\r\n])(import[ \t]+([\w.]*))$/,
    end,
  };
}

/** Where a text imports by lists, in a language that has such. */
export function importLists(text: string, list: ImportLines["list"]): readonly OffsetRange[] {
  if (!list) return [];
  return [...text.matchAll(new RegExp(list, "gm"))].map(({ index, 0: whole }) => ({
    start: index,
    end: index + whole.length,
  }));
}
