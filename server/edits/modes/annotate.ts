import type { OffsetRange } from "../../text/offsetRange.ts";
import type { ReadAnswer } from "../answer/read.ts";
import { applied } from "../changes.ts";
import { type Draft, drafted } from "../draft.ts";
import { withAnswerImports } from "../imports/answerImports.ts";
import type { KnownNames } from "../knownNames.ts";
import { type Original, parsed } from "../original.ts";
import { isRefusal, type Refusal, refused, type TextChange } from "../proposal.ts";
import { withoutLineNumbers } from "../rewrite/lineNumbers.ts";
import type { Node } from "../scopes/nameRules.ts";
import { nothingChanged, withMissingImports } from "./replace.ts";

/**
 * The function with the types that an answer gives its signature. Its code stays as it is, whatever else the answer
 * shows: small models rewrite bodies that they were told to leave alone.
 */
export async function annotated(answer: ReadAnswer, original: Original, names: KnownNames): Promise<Draft | Refusal> {
  const name = original.own[0]?.name;
  const own = name === undefined ? undefined : functionNamed(original.tree?.rootNode, name, original);
  if (name === undefined || !own || !original.language) return nothingToAnnotate;
  const lines = answer.kind === "hunks" ? answer.hunks.flatMap(({ after }) => after) : linesOf(answer);
  const shown = await signatureIn(lines.join("\n"), name, original);
  if (!shown) return noSignature(name);
  const changes = original.language.indented ? pythonTypes(own, shown) : scriptTypes(own, shown);
  if (changes.length === 0) return nothingChanged;
  const region = changedRegion(original, changes);
  const draft = await drafted(original, region, [original.regionStart, original.end]);
  const complete = await withAnswerImports(draft, lines.filter(isImport), original, names);
  return isRefusal(complete) ? complete : withMissingImports(complete, original, names);
}

const nothingToAnnotate = refused("There is no function here whose types could be written.", "");

function noSignature(name: string): Refusal {
  return refused(
    `The answer does not show the signature of \`${name}\`.`,
    `Answer with the signature of \`${name}\`, with a type for each parameter and for the result, in one fenced block.`,
  );
}

function linesOf({ blocks }: Extract<ReadAnswer, { kind: "code" }>): readonly string[] {
  return withoutLineNumbers(blocks.flatMap(({ lines }) => lines));
}

/** An import on one line. Names that an answer imports over several lines are looked for in the workspace. */
function isImport(line: string): boolean {
  return /^(?:import\b|from\s+\S+\s+import\b)/.test(line);
}

const functions: ReadonlySet<string> = new Set([
  "function_declaration",
  "generator_function_declaration",
  "function_expression",
  "generator_function",
  "arrow_function",
  "method_definition",
  "function_definition",
  "function_signature",
  "method_signature",
  "abstract_method_signature",
]);

/** The first function of a tree that is declared under a name, inside of a range. */
function functionNamed(root: Node | undefined, name: string, range: OffsetRange): Node | undefined {
  const waiting = root ? [root] : [];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.startIndex >= range.end || node.endIndex <= range.start) continue;
    if (node.startIndex >= range.start && functions.has(node.type) && nameOf(node) === name) return node;
    waiting.push(...node.namedChildren.toReversed());
  }
  return undefined;
}

/** Its own name, or that of the variable, field or property that holds it. */
function nameOf(node: Node): string | undefined {
  const own = node.childForFieldName("name") ?? node.parent?.childForFieldName("name");
  return (own ?? node.parent?.childForFieldName("key") ?? node.parent?.childForFieldName("property"))?.text;
}

/** A signature may stand alone, without a body, and a method without its class. */
async function signatureIn(code: string, name: string, { language, slices }: Original): Promise<Node | undefined> {
  const bare = code.trimEnd();
  const method = (body: string) => `class _ {\n${bare.replace(/;$/, "")}${body}\n}`;
  const forms = language?.indented
    ? [bare, `${bare.replace(/:?$/, ":")}\n    pass\n`, `${dedented(bare).replace(/:?$/, ":")}\n    pass\n`]
    : [
        bare,
        method(""),
        method(" {}"),
        `${bare.replace(/;$/, "")} {}`,
        `${bare.replace(/\s*\{$/, "")} {}`,
        method("}"),
      ];
  for (const form of forms) {
    const { tree, text } = await parsed(language, form, slices);
    const found = functionNamed(tree?.rootNode, name, { start: 0, end: text.length });
    if (found && !headOf(found).some(({ hasError }) => hasError)) return found;
  }
  return undefined;
}

function headOf(node: Node): Node[] {
  const head = ["parameters", "parameter", "return_type"].map((field) => node.childForFieldName(field));
  return head.filter((one) => one !== null);
}

function dedented(code: string): string {
  const depth = /^[ \t]*/.exec(code.replace(/^\s*\n/, ""))?.[0] ?? "";
  return code.replaceAll(`\n${depth}`, "\n").slice(code.startsWith(depth) ? depth.length : 0);
}

/** Says nothing that was not known before. */
const unknown = /^:?\s*(?:any|Any|typing\.Any)$/;

function pythonTypes(own: Node, shown: Node): TextChange[] {
  const types = new Map<string, string>();
  for (const one of shown.childForFieldName("parameters")?.namedChildren ?? []) {
    const type = one.childForFieldName("type")?.text;
    const key = pythonName(one);
    if (key !== undefined && type !== undefined && !unknown.test(type)) types.set(key, type);
  }
  const changes: TextChange[] = [];
  for (const one of own.childForFieldName("parameters")?.namedChildren ?? []) {
    const type = one.childForFieldName("type") ? undefined : types.get(pythonName(one) ?? "");
    if (type === undefined) continue;
    const value = one.type === "default_parameter" ? one.childForFieldName("value") : null;
    const name = value ? one.childForFieldName("name") : one;
    if (!name) continue;
    changes.push({ start: name.endIndex, end: name.endIndex, newText: `: ${type}` });
    if (value) changes.push({ start: name.endIndex, end: value.startIndex, newText: " = " });
  }
  const result = shown.childForFieldName("return_type")?.text;
  const parameters = own.childForFieldName("parameters");
  if (parameters && result !== undefined && !unknown.test(result) && !own.childForFieldName("return_type"))
    changes.push({ start: parameters.endIndex, end: parameters.endIndex, newText: ` -> ${result}` });
  return changes;
}

/** With the stars in front: `args` and `*args` are two things. */
function pythonName(parameter: Node): string | undefined {
  if (parameter.type === "identifier" || /splat_pattern$/.test(parameter.type)) return parameter.text;
  return (parameter.childForFieldName("name") ?? parameter.firstNamedChild)?.text;
}

function scriptTypes(own: Node, shown: Node): TextChange[] {
  const theirs = parametersOf(shown);
  const changes: TextChange[] = [];
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
    if (has?.text !== newText) changes.push({ start, end: has ? has.endIndex : start, newText });
  }
  const single = own.childForFieldName("parameter");
  const head = single ?? own.childForFieldName("parameters");
  const result = shown.childForFieldName("return_type");
  const isNew = head && result && !unknown.test(result.text) && !own.childForFieldName("return_type");
  const results = isNew ? [{ start: head.endIndex, end: head.endIndex, newText: result.text }] : [];
  if (!single || changes.length + results.length === 0) return [...changes, ...results];
  // `x => x` becomes `(x: T): U => x`.
  const open = { start: single.startIndex, end: single.startIndex, newText: "(" };
  const close = { start: single.endIndex, end: single.endIndex, newText: ")" };
  return [open, ...changes, close, ...results];
}

/** `x => x` has one parameter without a list around it. */
function parametersOf(node: Node): readonly Node[] {
  const single = node.childForFieldName("parameter");
  return single
    ? [single]
    : (node.childForFieldName("parameters")?.namedChildren.filter(({ type }) => type !== "comment") ?? []);
}

/** The region with the changes, in lines that end in \n. */
function changedRegion({ text, regionStart, end }: Original, changes: readonly TextChange[]): string {
  return applied(text.slice(0, end), changes).slice(regionStart).replaceAll("\r\n", "\n");
}
