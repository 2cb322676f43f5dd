import type { TextChange } from "../../text/textChange.ts";
import type { TypeRules } from "../language.ts";
import type { Node } from "../nameRules.ts";
import { field, inside, namedChildren, type SyntaxNode } from "../syntaxIn.ts";
import { scriptNodes } from "./nodes.ts";

/** Annotations of parameters and results; in JavaScript, types in JSDoc. */
export const scriptTypes: TypeRules = {
  inDocs: ({ path, languageId }) => /\.[cm]?jsx?$/i.test(path) || languageId.startsWith("javascript"),
  areMissing: (declared, textOf) => {
    const parameters = field(declared, "parameters");
    const list = parameters ? namedChildren(parameters) : [];
    return !isTypedFromOutside(declared) && list.some((one) => isUntyped(one, textOf));
  },
  functions: new Set([
    ...scriptNodes.functions,
    "generator_function",
    "function_signature",
    "method_signature",
    "abstract_method_signature",
  ]),
  forms: (code) => {
    const method = (body: string) => `class _ {\n${code.replace(/;$/, "")}${body}\n}`;
    return [
      code,
      method(""),
      method(" {}"),
      `${code.replace(/;$/, "")} {}`,
      `${code.replace(/\s*\{$/, "")} {}`,
      method("}"),
    ];
  },
  changes,
};

/** `const f: Handler = (event) => ...`: its parameters have the types that `Handler` gives them. */
function isTypedFromOutside({ parent }: SyntaxNode): boolean {
  return parent?.type === "variable_declarator" && field(parent, "type") !== undefined;
}

function isUntyped(parameter: SyntaxNode, textOf: (node: SyntaxNode) => string): boolean {
  if (parameter.type !== "required_parameter" && parameter.type !== "optional_parameter") return false;
  const type = field(parameter, "type");
  if (type) return inside(type).some((one) => one.type === "predefined_type" && textOf(one) === "any");
  return field(parameter, "pattern")?.type !== "this" && field(parameter, "value") === undefined;
}

/** Says nothing that was not known before. */
const unknown = /^:?\s*(?:any|Any|typing\.Any)$/;

function changes(own: Node, shown: Node): TextChange[] {
  const theirs = parametersOf(shown);
  const found: TextChange[] = [];
  for (const [at, one] of parametersOf(own).entries()) {
    const pattern = one.childForFieldName("pattern") ?? one;
    const other =
      theirs.find((each) => (each.childForFieldName("pattern") ?? each).text === pattern.text) ??
      (/pattern$/.test(pattern.type) ? theirs[at] : undefined);
    const type = other?.childForFieldName("type");
    const has = one.childForFieldName("type");
    if (!other || !type || unknown.test(type.text) || (has && !/\bany\b/.test(has.text))) continue;
    if (one.childForFieldName("value") || pattern.text === "this") continue;
    const isOptional = other.type === "optional_parameter" && one.type !== "optional_parameter";
    const start = has ? has.startIndex : one.type === "optional_parameter" ? one.endIndex : pattern.endIndex;
    const newText = (isOptional && !has ? "?" : "") + type.text;
    if (has?.text !== newText) found.push({ start, end: has ? has.endIndex : start, newText });
  }
  const single = own.childForFieldName("parameter");
  const head = single ?? own.childForFieldName("parameters");
  const result = shown.childForFieldName("return_type");
  const isNew = head && result && !unknown.test(result.text) && !own.childForFieldName("return_type");
  const results = isNew ? [{ start: head.endIndex, end: head.endIndex, newText: result.text }] : [];
  if (!single || found.length + results.length === 0) return [...found, ...results];
  // `x => x` becomes `(x: T): U => x`.
  const open = { start: single.startIndex, end: single.startIndex, newText: "(" };
  const close = { start: single.endIndex, end: single.endIndex, newText: ")" };
  return [open, ...found, close, ...results];
}

/** `x => x` has one parameter without a list around it. */
function parametersOf(node: Node): readonly Node[] {
  const single = node.childForFieldName("parameter");
  return single
    ? [single]
    : (node.childForFieldName("parameters")?.namedChildren.filter(({ type }) => type !== "comment") ?? []);
}
