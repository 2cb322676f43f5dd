import { elementAt } from "../../../base/at.ts";
import { bindings, scopeAt } from "../../edits/scopes/bindings.ts";
import type { Node } from "../../languages/nameRules.ts";
import type { Definition } from "../../languages/tags.ts";
import { Slices } from "../../slices/slices.ts";
import type { CodeWithTree } from "../codeFiles.ts";
import type { FoundEdit, NextEditQuestion, NextEditRule } from "../nextEdits.ts";
import type { Substitution } from "../substitutions.ts";
import { callOf } from "../syntax.ts";
import { usesOfDefinition } from "../uses.ts";

/**
 * A function lost, gained or moved a parameter: so do its calls. A new one is passed on where the caller has a variable of
 * its name.
 *
 *     function draw(canvas, depth) {}   →   function draw(canvas) {}
 *     draw(screen, 3);                  →   draw(screen);
 */
export const changedParameters: NextEditRule = {
  name: "changed parameters",
  find: async (asked) => {
    const found: FoundEdit[] = [];
    const seen = new Set<Definition>();
    for (const late of asked.late) {
      const definition = functionWithSignature(asked, late);
      if (!definition || seen.has(definition)) continue;
      seen.add(definition);
      found.push(...(await callsOf(asked, late.key, definition)));
    }
    return found;
  },
};

type Parameter = { readonly name: string; readonly isOptional: boolean };

/** Parameters as they were, by what became of them: the old number of each new one, or a name that is new. */
type Rearranged = { readonly from: readonly (number | string)[]; readonly count: number };

const callable: ReadonlySet<string> = new Set(["function", "method"]);

/** The function in whose parameters something was replaced. */
function functionWithSignature({ files }: NextEditQuestion, { key, now }: Substitution): Definition | undefined {
  return files.workspace
    .file(key)
    ?.tags.definitions.findLast(
      ({ kind, nameEnd, bodyStart }) => callable.has(kind) && nameEnd <= now.start && now.end <= bodyStart,
    );
}

async function callsOf(asked: NextEditQuestion, path: string, definition: Definition): Promise<FoundEdit[]> {
  const { files, changes } = asked;
  const [code, before] = [await files.code(path), changes.find(({ key }) => key === path)?.base];
  const old = before === undefined ? undefined : await files.other(path, before);
  if (!code || !old) return [];
  const now = parametersOf(code, definition);
  // Overloads say nothing of which calls are meant.
  const same = old.tags.definitions.filter(({ name, kind }) => name === definition.name && kind === definition.kind);
  const were = same.length === 1 ? parametersOf(old, elementAt(same, 0)) : undefined;
  const rearranged = now && were && rearrangedTo(were, now);
  if (!rearranged) return [];
  const uses = await usesOfDefinition(files, path, definition);
  const found: FoundEdit[] = [];
  for (const use of uses) {
    const call = callOf(use.node);
    const edit = call && (await changedCall(use.code, call, rearranged));
    if (edit) found.push({ ...edit, because: `The parameters of \`${definition.name}\` are others now.` });
  }
  return found;
}

/** The parameters of a definition; undefined where one is more than a name with a type and a default. */
function parametersOf({ tree }: CodeWithTree, { nameStart, start, end }: Definition): Parameter[] | undefined {
  let node: Node | null = tree.rootNode.descendantForIndex(nameStart, nameStart);
  while (node && !node.childForFieldName("parameters") && node.startIndex >= start && node.endIndex <= end)
    node = node.parent;
  const list = node?.childForFieldName("parameters");
  if (!list) return undefined;
  const all = list.namedChildren.filter(({ type }) => type !== "comment").map(parameterIn);
  const named = all.flatMap((one) => one ?? []);
  if (named.length < all.length) return undefined;
  return /^(?:self|cls|this)$/.test(named[0]?.name ?? "") ? named.slice(1) : named;
}

function parameterIn(node: Node): Parameter | undefined {
  switch (node.type) {
    case "identifier":
      return { name: node.text, isOptional: false };
    case "typed_parameter":
      return node.firstNamedChild?.type === "identifier"
        ? { name: node.firstNamedChild.text, isOptional: false }
        : undefined;
    case "default_parameter":
    case "typed_default_parameter":
      return { name: node.childForFieldName("name")?.text ?? "", isOptional: true };
    case "required_parameter":
    case "optional_parameter": {
      const name = node.childForFieldName("pattern");
      const isOptional = node.type === "optional_parameter" || node.childForFieldName("value") !== null;
      return name?.type === "identifier" ? { name: name.text, isOptional } : undefined;
    }
    default:
      return undefined;
  }
}

/** One parameter went, came, or they have another order. Undefined where it is none of these. */
function rearrangedTo(were: readonly Parameter[], now: readonly Parameter[]): Rearranged | undefined {
  const from = now.map(({ name }) => {
    const at = were.findIndex((one) => one.name === name);
    return at < 0 ? name : at;
  });
  const added = now.filter((_, i) => typeof from[i] === "string");
  const removed = were.filter(({ name }) => !now.some((one) => one.name === name));
  const isSame = added.length === 0 && removed.length === 0 && from.every((old, i) => old === i);
  // One that went while another came may be the same by another name.
  if (isSame || added.length + removed.length > 1 || added.some(({ isOptional }) => isOptional)) return undefined;
  if (added.length === 1 && from.at(-1) !== added[0]?.name && were.some(({ isOptional }) => isOptional))
    return undefined;
  return { from, count: were.length };
}

/** The arguments of a call as the parameters are now; undefined where they do not stand for the old ones one by one. */
async function changedCall(code: CodeWithTree, call: Node, { from, count }: Rearranged) {
  const list = call.childForFieldName("arguments");
  if (!list || /template/.test(list.type)) return undefined;
  const passed = list.namedChildren.filter(({ type }) => type !== "comment");
  const isPlain = passed.every(({ type }) => !/spread|splat|keyword/.test(type));
  if (!isPlain || passed.length !== count) return undefined;
  const names = from.filter((one) => typeof one === "string");
  for (const name of names) if (!(await isSeen(code, name, call))) return undefined;
  const texts = from.map((one) => (typeof one === "string" ? one : elementAt(passed, one).text));
  const [first, last] = [passed[0], passed.at(-1)];
  const start = first?.startIndex ?? list.startIndex + 1;
  const end = last?.endIndex ?? list.endIndex - 1;
  if (/[\r\n]/.test(code.text.slice(start, end)) && !keepsOrder(from)) return undefined;
  return smallest(code, passed, from, texts, start, end);
}

function keepsOrder(from: readonly (number | string)[]): boolean {
  const numbers = from.filter((one) => typeof one === "number");
  return numbers.every((one, i) => i === 0 || one > (numbers[i - 1] ?? 0));
}

/** Where the rest keeps its order only what came or went is changed, with its comma. */
function smallest(
  code: CodeWithTree,
  passed: readonly Node[],
  from: readonly (number | string)[],
  texts: readonly string[],
  start: number,
  end: number,
): { readonly path: string; readonly start: number; readonly end: number; readonly newText: string } {
  const { path } = code;
  const gone = passed.findIndex((_, i) => !from.includes(i));
  const next = passed[gone + 1];
  const previous = passed[gone - 1];
  if (gone >= 0 && keepsOrder(from)) {
    const removed = elementAt(passed, gone);
    if (previous) return { path, start: previous.endIndex, end: removed.endIndex, newText: "" };
    return { path, start: removed.startIndex, end: next?.startIndex ?? removed.endIndex, newText: "" };
  }
  const at = from.findIndex((one) => typeof one === "string");
  const before = passed[at - 1];
  if (at >= 0 && before) return { path, start: before.endIndex, end: before.endIndex, newText: `, ${texts[at]}` };
  return { path, start, end, newText: texts.join(", ") };
}

async function isSeen(code: CodeWithTree, name: string, at: Node): Promise<boolean> {
  if (!code.names) return false;
  return scopeAt(await bindings(code, code.names, name, new Slices()), at, code.names) !== undefined;
}
