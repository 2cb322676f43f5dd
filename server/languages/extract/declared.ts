import type { Language } from "../../../grammars/language.ts";
import { rulesOf } from "../languages.ts";
import type { Tree } from "../parse.ts";
import type { Tags } from "../tags.ts";
import { assemble } from "./assemble.ts";
import { declaredImports } from "./declaredImports.ts";
import { capturedDocs, declaredExports, declaredItems } from "./declaredItems.ts";
import { docBefore } from "./docs.ts";
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
  const { reach } = rulesOf(language);
  const docOf = reach
    ? (start: number) => docBefore(text, start, language.lineComment, reach.blockDocs)
    : capturedDocs(tags, text, language.lineComment);
  return assemble({
    items: declaredItems(tags, scopes, text, docOf, reach === undefined),
    imports: declaredImports(matches(queries.imports, rootNode, timeoutMicros), text),
    ...declaredExports(tags, text),
  });
}
