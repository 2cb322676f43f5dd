import { readFileSync } from "node:fs";
import type Parser from "tree-sitter";
import type { Language } from "../../../grammars/language.ts";
import { treeSitter } from "../treeSitter.ts";

/** A language's queries, each compiled when it is first asked for: 2 to 20 ms. */
type Queries = {
  readonly tags: Parser.Query;
  readonly imports: Parser.Query;
  /** The server needs them, and is not to be held up. So each paragraph of the file is its own query. */
  readonly locals: readonly (() => Parser.Query)[];
};

/** A node as far as what is declared depends on it. */
export type CapturedNode = Pick<Parser.SyntaxNode, "id" | "type" | "startIndex" | "endIndex">;

/** One match: its pattern's place in the file, its captures by name, and what the pattern sets. */
export type Match<Node extends CapturedNode = Parser.SyntaxNode> = {
  readonly pattern: number;
  readonly captures: ReadonlyMap<string, Node>;
  readonly properties: Readonly<Record<string, string | null>>;
};

const compiled = new Map<Language, Queries>();

export function queriesOf(language: Language): Queries {
  let queries = compiled.get(language);
  if (!queries) {
    const tags = query(language, () => querySource(language, "tags.scm"));
    const imports = query(language, () => querySource(language, "imports.scm"));
    queries = {
      get tags() {
        return tags();
      },
      get imports() {
        return imports();
      },
      locals: paragraphs(querySource(language, "locals.scm")).map((paragraph) => query(language, () => paragraph)),
    };
    compiled.set(language, queries);
  }
  return queries;
}

type LazyQuery = () => Parser.Query;

function query(language: Language, text: () => string): LazyQuery {
  let made: Parser.Query | undefined;
  return () => {
    made ??= new (treeSitter().Query)(language.grammar() as Parser.Language, text());
    return made;
  };
}

/** Those with a pattern in them. */
export function paragraphs(text: string): string[] {
  return text.split(/\n\s*\n/).filter((paragraph) => /^[^;\s]/m.test(paragraph));
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
export function querySource({ folder }: Language, file: string): string {
  return readFileSync(new URL(`../../../../grammars/${folder}/${file}`, import.meta.url), "utf8");
}
