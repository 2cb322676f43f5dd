import type { Node } from "../languages/nameRules.ts";
import type { Import, Tags } from "../languages/tags.ts";
import type { OffsetRange } from "../text/offsetRange.ts";
import type { CodeWithTree } from "./codeFiles.ts";

/** The node that is this name and nothing more. */
export function nameNodeAt({ tree }: Pick<CodeWithTree, "tree">, start: number, name: string): Node | undefined {
  const end = start + name.length;
  const node = tree.rootNode.descendantForIndex(start, end - 1);
  return node.startIndex === start && node.endIndex === end && node.childCount === 0 ? node : undefined;
}

/** The import that all of a range is in. */
export function importAround({ imports }: Tags, range: OffsetRange): Import | undefined {
  return imports.find(({ start, end }) => start <= range.start && range.end <= end);
}

/** Where a name stands as a whole word. */
export function* wholeWords(text: string, name: string, from: number, to: number): Generator<number> {
  const isPart = (at: number) => /[\p{L}\p{N}_$]/u.test(text.charAt(at));
  for (let at = text.indexOf(name, from); at >= 0 && at < to; at = text.indexOf(name, at + name.length))
    if (!isPart(at - 1) && !isPart(at + name.length)) yield at;
}

/** What no text or comment goes beyond: the way up to the root is long, and each step of it slow. */
const aroundTexts = /substitution|interpolation|statement|block$|body$|declaration|definition|^program$|^module$/;

/** In a text of several words or lines: what is put into a sentence belongs to that sentence. */
export function isInProse({ tree, text }: Pick<CodeWithTree, "tree" | "text">, { start, end }: OffsetRange): boolean {
  let node: Node | null = tree.rootNode.descendantForIndex(start, Math.max(start, end - 1));
  for (; node && !aroundTexts.test(node.type); node = node.parent) {
    if (/string|comment/.test(node.type) && node.startPosition.row < node.endPosition.row) return true;
    if (/string/.test(node.type) && /\S\s+\S/.test(text.slice(node.startIndex, node.endIndex))) return true;
  }
  return false;
}

/** In a text that begins and ends on one line, and is no comment: those are often copied and then said otherwise. */
export function isOnLineOfText({ tree }: Pick<CodeWithTree, "tree">, { start, end }: OffsetRange): boolean {
  let node: Node | null = tree.rootNode.descendantForIndex(start, Math.max(start, end - 1));
  while (node && !/string|comment/.test(node.type)) node = node.parent;
  while (node?.parent && /string/.test(node.parent.type)) node = node.parent;
  return node !== null && /string/.test(node.type) && node.startPosition.row === node.endPosition.row;
}

const functionTypes = /^(?:function|generator_function|method|arrow_function|lambda)/;

/** The innermost function around a node. */
export function functionNodeAround(node: Node): Node | undefined {
  for (let at = node.parent; at; at = at.parent) if (functionTypes.test(at.type)) return at;
  return undefined;
}

/** True if a function says `async` in front of itself. */
export function isAsync(node: Node): boolean {
  return node.children.some(({ type }) => type === "async");
}

/** The call whose callee this name is, by itself or behind a dot. */
export function callOf(name: Node): Node | undefined {
  const around = name.parent;
  if (!around) return undefined;
  const isLast = around.type === "member_expression" || around.type === "attribute";
  const callee = isLast && around.lastNamedChild?.id === name.id ? around : name;
  const call = callee.parent;
  const isCall = call?.type === "call_expression" || call?.type === "call";
  return isCall && call.childForFieldName("function")?.id === callee.id ? call : undefined;
}
