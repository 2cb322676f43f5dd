import type { SyntaxNode } from "../languages/syntaxIn.ts";
import type { Definition } from "../languages/tags.ts";
import type { Action } from "./action.ts";
import { changeOf } from "./change.ts";
import { callable, definitionAt } from "./definitionAt.ts";
import type { Site } from "./site.ts";
import { field, functionOf, inside, namedChildren, textOf } from "./syntax.ts";

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
    const node = definition && functionOf(site.root, definition);
    if (!definition || !node || isTypedFromOutside(node)) return [];
    if (isJavaScript(site) && !hasUntypedJsDoc(site, definition)) return [];
    if (!lacksTypes(site, node)) return [];
    const wish = isJavaScript(site)
      ? ({ instruction: "doc-comment", say: `The comment is for \`${definition.name}\`.`, mode: "document" } as const)
      : ({ instruction: "types", say: `The signature is that of \`${definition.name}\`.`, mode: "annotate" } as const);
    return [{ title: `Add types to ${definition.name}`, work: changeOf(site, definition, wish) }];
  },
};

function hasUntypedJsDoc({ file }: Site, { docStart, docEnd }: Definition): boolean {
  const doc = file.text.slice(docStart, docEnd);
  return doc.startsWith("/**") && !/@(?:param|returns?|type)\s*\{/.test(doc);
}

function isJavaScript({ file }: Site): boolean {
  return /\.[cm]?jsx?$/i.test(file.path) || file.languageId.startsWith("javascript");
}

/** `const f: Handler = (event) => ...`: its parameters have the types that `Handler` gives them. */
function isTypedFromOutside({ parent }: SyntaxNode): boolean {
  return parent?.type === "variable_declarator" && field(parent, "type") !== undefined;
}

function lacksTypes(site: Site, node: SyntaxNode): boolean {
  const parameters = field(node, "parameters");
  const list = parameters ? namedChildren(parameters) : [];
  if (node.type === "function_definition") {
    const isConstructor = textOf(site, field(node, "name") ?? node) === "__init__";
    return list.some((one, at) => isUntypedInPython(site, one, at)) || (!isConstructor && !field(node, "return_type"));
  }
  return list.some((one) => isUntyped(site, one));
}

function isUntyped(site: Site, parameter: SyntaxNode): boolean {
  if (parameter.type !== "required_parameter" && parameter.type !== "optional_parameter") return false;
  const type = field(parameter, "type");
  if (type) return inside(type).some((one) => one.type === "predefined_type" && textOf(site, one) === "any");
  return field(parameter, "pattern")?.type !== "this" && field(parameter, "value") === undefined;
}

function isUntypedInPython(site: Site, parameter: SyntaxNode, at: number): boolean {
  const isSelf = at === 0 && /^(?:self|cls)$/.test(textOf(site, parameter));
  return (
    !isSelf && /^(?:identifier|default_parameter|list_splat_pattern|dictionary_splat_pattern)$/.test(parameter.type)
  );
}
