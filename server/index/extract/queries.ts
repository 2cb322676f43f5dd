import { readFileSync } from "node:fs";
import Parser from "tree-sitter";
import type { Language } from "../../../grammars/language.ts";

/** A language's queries, each compiled when it is first asked for: 4 to 20 ms. */
type Queries = { readonly tags: Parser.Query; readonly imports: Parser.Query; readonly locals: Parser.Query };

/** One match: its pattern's place in the file, its captures by name, and what the pattern sets. */
export type Match = {
  readonly pattern: number;
  readonly captures: ReadonlyMap<string, Parser.SyntaxNode>;
  readonly properties: Readonly<Record<string, string | null>>;
};

const compiled = new Map<Language, Queries>();

export function queriesOf(language: Language): Queries {
  let queries = compiled.get(language);
  if (!queries) {
    const [tags, imports, locals] = ["tags.scm", "imports.scm", "locals.scm"].map((file) => query(language, file)) as [
      () => Parser.Query,
      () => Parser.Query,
      () => Parser.Query,
    ];
    queries = {
      get tags() {
        return tags();
      },
      get imports() {
        return imports();
      },
      get locals() {
        return locals();
      },
    };
    compiled.set(language, queries);
  }
  return queries;
}

function query(language: Language, file: string): () => Parser.Query {
  let made: Parser.Query | undefined;
  return () => {
    made ??= new Parser.Query(language.grammar() as Parser.Language, source(language, file));
    return made;
  };
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
