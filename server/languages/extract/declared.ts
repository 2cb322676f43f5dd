import type { Language } from "../../../grammars/language.ts";
import type { Tree } from "../parse.ts";
import type { Tags } from "../tags.ts";
import { assemble } from "./assemble.ts";
import { declaredImports } from "./declaredImports.ts";
import { declaredExports, declaredItems } from "./declaredItems.ts";
import { matches, queriesOf } from "./queries.ts";

/** A query is quadratic in nesting depth, and the parser's timeout does not cover it. */
const queryTimeoutMicros = 500_000;

/**
 * The declarations and imports of a file, by the queries of its language. They define what `extract` means. They are 5
 * times slower, and make SyntaxNodes, so the tree should not be edited afterwards. Each query stops after
 * `timeoutMicros`.
 */
export function declared(
  language: Language,
  { rootNode }: Tree,
  text: string,
  timeoutMicros: number = queryTimeoutMicros,
): Tags {
  const queries = queriesOf(language);
  const tags = matches(queries.tags, rootNode, timeoutMicros);
  const locals = queries.locals.flatMap((query) => matches(query(), rootNode, timeoutMicros));
  const scopes = locals.flatMap(({ captures }) => captures.get("local.scope") ?? []);
  return assemble({
    items: declaredItems(tags, scopes, text, language.lineComment),
    imports: declaredImports(matches(queries.imports, rootNode, timeoutMicros), text),
    ...declaredExports(tags, text),
  });
}
