import { rulesOf } from "../languages/languages.ts";
import type { Definition } from "../languages/tags.ts";
import type { Action } from "./action.ts";
import { changeOf } from "./change.ts";
import { callable, definitionAt } from "./definitionAt.ts";
import type { Site } from "./site.ts";
import { functionOf, textOf } from "./syntax.ts";

/**
 * Writes the types that a function's signature leaves open. JavaScript has room for them in a JSDoc comment only.
 *
 * @example Add types to tax
 * ```py
 * def │tax(price, rate=0.2):
 *     return price * rate
 * ```
 * ```py
 * «def tax(price: float, rate: float = 0.2) -> float:»
 *     return price * rate
 * ```
 */
export const addTypes: Action = {
  id: "types",
  kind: "refactor.rewrite",
  offers: (site) => {
    const definition = definitionAt(site, callable);
    const node = definition && functionOf(site, definition);
    const types = rulesOf(site.language).types;
    if (!definition || !node || !types?.areMissing(node, (part) => textOf(site, part))) return [];
    const inDocs = types.inDocs?.(site.file) ?? false;
    if (inDocs && !hasUntypedJsDoc(site, definition)) return [];
    const wish = inDocs
      ? ({ instruction: "doc-comment", say: `The comment is for \`${definition.name}\`.`, mode: "document" } as const)
      : ({ instruction: "types", say: `The signature is that of \`${definition.name}\`.`, mode: "annotate" } as const);
    return [{ title: `Add types to ${definition.name}`, work: changeOf(site, definition, wish) }];
  },
};

function hasUntypedJsDoc({ file }: Site, { docStart, docEnd }: Definition): boolean {
  const doc = file.text.slice(docStart, docEnd);
  return doc.startsWith("/**") && !/@(?:param|returns?|type)\s*\{/.test(doc);
}
