import type Parser from "tree-sitter";
import { isWordUnit } from "../../context/words.ts";
import type { NameRules, Node } from "../../languages/nameRules.ts";
import type { Tree } from "../../languages/parse.ts";
import type { Slices } from "../../slices/slices.ts";
import type { OffsetRange } from "../../text/offsetRange.ts";
import type { Parsed } from "../original.ts";

export type Declaration = { readonly node: Node; readonly scope: Node };
export type Reference = { readonly node: Node; readonly isType: boolean };

/** Everything that a file does with one name. */
export type Bindings = { readonly declarations: readonly Declaration[]; readonly references: readonly Reference[] };

/** Looks only where the name stands, so that a question about a few names costs little in a large file. */
export async function bindings(file: Parsed, rules: NameRules, name: string, slices: Slices): Promise<Bindings> {
  if (!file.tree) return noBindings();
  const known = found.get(file.tree) ?? new Map<string, Bindings>();
  const whole = { start: 0, end: file.text.length };
  const all = known.get(name) ?? (await bindingsIn(file, rules, name, whole, slices));
  found.set(file.tree, known.set(name, all));
  return all;
}

/** Several checks ask about the same names of the same tree. */
const found = new WeakMap<Tree, Map<string, Bindings>>();

/** The uses of a name in a range, where it may stand a thousand times. */
export async function bindingsIn(
  file: Parsed,
  rules: NameRules,
  name: string,
  range: OffsetRange,
  slices: Slices,
): Promise<Bindings> {
  const some = noBindings();
  for (const start of occurrences(file.text, name, range)) {
    add(file, rules, start, start + name.length, some);
    await slices.restIfDue();
  }
  return some;
}

type Collected = { readonly declarations: Declaration[]; readonly references: Reference[] };

function noBindings(): Collected {
  return { declarations: [], references: [] };
}

function add(
  { tree }: Parsed,
  rules: NameRules,
  start: number,
  end: number,
  { declarations, references }: Collected,
): void {
  const node = tree?.rootNode.descendantForIndex(start, end - 1);
  if (!node || node.startIndex !== start || node.endIndex !== end || !rules.names.has(node.type)) return;
  const role = rules.role(node);
  if (role.kind === "declaration") declarations.push({ node, scope: role.scope });
  if (role.kind === "reference") references.push({ node, isType: role.isType });
}

/** The scope whose name is meant at a node: the innermost that declares it. */
export function scopeAt({ declarations }: Bindings, node: Node, rules: NameRules): Node | undefined {
  let innermost: Node | undefined;
  for (const { scope } of declarations) {
    const isAround = scope.startIndex <= node.startIndex && node.endIndex <= scope.endIndex;
    if (!isAround || (innermost && scope.startIndex < innermost.startIndex)) continue;
    if (innermost && scope.endIndex > innermost.endIndex) continue;
    if (rules.sees(scope, node)) innermost = scope;
  }
  return innermost;
}

export function isUnresolved(found: Bindings, reference: Reference, rules: NameRules): boolean {
  return scopeAt(found, reference.node, rules) === undefined;
}

/** The names that a range of the tree holds, whatever they do there. */
export function namesIn(tree: Tree, rules: NameRules, start: number, end: number): ReadonlySet<string> {
  const names = new Set<string>();
  const cursor = tree.walk();
  for (;;) {
    const near = cursor.endIndex > start && cursor.startIndex < end;
    // A name that the parser misses is a node without text.
    if (near && cursor.endIndex > cursor.startIndex && rules.names.has(cursor.nodeType)) names.add(cursor.nodeText);
    if (near && goInto(cursor, start)) continue;
    while (cursor.startIndex >= end || !cursor.gotoNextSibling()) if (!cursor.gotoParent()) return names;
  }
}

/** Goes to the first child behind `start`: a module may have thousands before it. */
function goInto(cursor: Parser.TreeCursor, start: number): boolean {
  if (cursor.startIndex >= start) return cursor.gotoFirstChild();
  return (cursor.gotoFirstChildForIndex(start) as unknown) !== null;
}

function* occurrences(text: string, name: string, { start, end }: OffsetRange): Generator<number> {
  for (let at = text.indexOf(name, start); at >= 0 && at < end; at = text.indexOf(name, at + name.length)) {
    const isWhole = !isWordUnit(text.charCodeAt(at - 1)) && !isWordUnit(text.charCodeAt(at + name.length));
    if (isWhole) yield at;
  }
}
