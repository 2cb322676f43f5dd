import type { TextChange } from "../../text/textChange.ts";
import type { TypeRules } from "../language.ts";
import type { Node } from "../nameRules.ts";
import { field, namedChildren, type SyntaxNode } from "../syntaxIn.ts";

/** Annotations of parameters and results. */
export const pythonTypes: TypeRules = {
  areMissing,
  functions: new Set(["function_definition"]),
  forms: (code) => [
    code,
    `${code.replace(/:?$/, ":")}\n    pass\n`,
    `${dedented(code).replace(/:?$/, ":")}\n    pass\n`,
  ],
  changes,
};

function areMissing(declared: SyntaxNode, textOf: (node: SyntaxNode) => string): boolean {
  const parameters = field(declared, "parameters");
  const list = parameters ? namedChildren(parameters) : [];
  const isConstructor = textOf(field(declared, "name") ?? declared) === "__init__";
  const isUntyped = (parameter: SyntaxNode, at: number) =>
    !(at === 0 && /^(?:self|cls)$/.test(textOf(parameter))) && untyped.has(parameter.type);
  return list.some(isUntyped) || (!isConstructor && !field(declared, "return_type"));
}

const untyped: ReadonlySet<string> = new Set([
  "identifier",
  "default_parameter",
  "list_splat_pattern",
  "dictionary_splat_pattern",
]);

function dedented(code: string): string {
  const depth = /^[ \t]*/.exec(code.replace(/^\s*\n/, ""))?.[0] ?? "";
  return code.replaceAll(`\n${depth}`, "\n").slice(code.startsWith(depth) ? depth.length : 0);
}

/** Says nothing that was not known before. */
const unknown = /^:?\s*(?:any|Any|typing\.Any)$/;

function changes(own: Node, shown: Node): TextChange[] {
  const types = new Map<string, string>();
  for (const one of shown.childForFieldName("parameters")?.namedChildren ?? []) {
    const type = one.childForFieldName("type")?.text;
    const key = nameOf(one);
    if (key !== undefined && type !== undefined && !unknown.test(type)) types.set(key, type);
  }
  const found: TextChange[] = [];
  for (const one of own.childForFieldName("parameters")?.namedChildren ?? []) {
    const type = one.childForFieldName("type") ? undefined : types.get(nameOf(one) ?? "");
    if (type === undefined) continue;
    const value = one.type === "default_parameter" ? one.childForFieldName("value") : null;
    const name = value ? one.childForFieldName("name") : one;
    if (!name) continue;
    found.push({ start: name.endIndex, end: name.endIndex, newText: `: ${type}` });
    if (value) found.push({ start: name.endIndex, end: value.startIndex, newText: " = " });
  }
  const result = shown.childForFieldName("return_type")?.text;
  const parameters = own.childForFieldName("parameters");
  if (parameters && result !== undefined && !unknown.test(result) && !own.childForFieldName("return_type"))
    found.push({ start: parameters.endIndex, end: parameters.endIndex, newText: ` -> ${result}` });
  return found;
}

/** With the stars in front: `args` and `*args` are two things. */
function nameOf(parameter: Node): string | undefined {
  if (parameter.type === "identifier" || /splat_pattern$/.test(parameter.type)) return parameter.text;
  return (parameter.childForFieldName("name") ?? parameter.firstNamedChild)?.text;
}
