import { readFileSync } from "node:fs";
import Parser from "tree-sitter";
import type { Language } from "../../../grammars/language.ts";

/** A language's queries, compiled. */
export type Queries = { readonly tags: Parser.Query; readonly imports: Parser.Query; readonly locals: Parser.Query };

/** One match: its pattern's place in the file, its captures by name, and what the pattern sets. */
export type Match = {
  readonly pattern: number;
  readonly captures: ReadonlyMap<string, Parser.SyntaxNode>;
  readonly properties: Readonly<Record<string, string | null>>;
};

const compiled = new Map<Language, Queries>();

/** Compiled at the first call (about 40 ms) and kept. */
export function queriesOf(language: Language): Queries {
  let queries = compiled.get(language);
  if (!queries) {
    const query = (file: string) => new Parser.Query(language.grammar() as Parser.Language, source(language, file));
    queries = { tags: query("tags.scm"), imports: query("imports.scm"), locals: query("locals.scm") };
    compiled.set(language, queries);
  }
  return queries;
}

/** The matches of a query in a whole tree; not all of them where that takes too long. */
export function matches(query: Parser.Query, root: Parser.SyntaxNode, timeoutMicros: number): Match[] {
  const found: (Parser.QueryMatch & { setProperties?: Match["properties"] })[] = query.matches(root, { timeoutMicros });
  return found.map(({ pattern, captures, setProperties = {} }) => ({
    pattern,
    captures: new Map(captures.map(({ name, node }) => [name, node])),
    properties: setProperties,
  }));
}

/** Queries are not compiled code: from dist/ they are still read at their place in the package. */
function source({ folder }: Language, file: string): string {
  return readFileSync(new URL(`../../../../grammars/${folder}/${file}`, import.meta.url), "utf8");
}
