import type { Tree } from "../../index/parse.ts";
import { isBlank, lineStart } from "../../text/lines.ts";
import type { Node } from "../scopes/nameRules.ts";

/**
 * Where Python would complain of indentation in a range, which its grammar here forgives: a block without a statement,
 * statements of one block that begin at different columns, a block no deeper than its header, `return` outside of a
 * function. Offsets, in order.
 */
export function layoutErrors(tree: Tree, text: string, start: number, end: number): number[] {
  const errors: number[] = [];
  const visit = (node: Node) => {
    if (node.endIndex < start || node.startIndex > end) return;
    if (node.type === "block" || node.type === "module") errors.push(...blockErrors(node, text));
    if (node.type === "return_statement" && !isInFunction(node)) errors.push(node.startIndex);
    for (const child of node.namedChildren) if (mayHoldBlock(child)) visit(child);
  };
  visit(tree.rootNode);
  return errors.sort((a, b) => a - b);
}

function mayHoldBlock({ type }: Node): boolean {
  return type === "block" || type === "return_statement" || /_(?:statement|clause|definition)$/.test(type);
}

function blockErrors(block: Node, text: string): number[] {
  const statements = block.namedChildren.filter(({ type }) => type !== "comment");
  const isMatch = block.parent?.type === "match_statement";
  if (statements.length === 0) return block.type === "module" || isMatch ? [] : [block.startIndex];
  const columns = statements.flatMap(({ startIndex }) => {
    const blanks = text.slice(lineStart(text, startIndex), startIndex).replace("\uFEFF", "");
    return isBlank(blanks) ? [{ blanks, startIndex }] : [];
  });
  const expected = block.type === "module" ? "" : (columns[0]?.blanks ?? "");
  const uneven = columns.filter(({ blanks }) => blanks !== expected).map(({ startIndex }) => startIndex);
  return isDeeper(block, expected, columns.length > 0, text) ? uneven : [block.startIndex, ...uneven];
}

/** A block that begins on a line of its own is deeper than the statement it belongs to. */
function isDeeper(block: Node, blanks: string, isOnOwnLine: boolean, text: string): boolean {
  const header = block.parent;
  if (!header || !isOnOwnLine || block.type === "module") return true;
  const line = text.slice(lineStart(text, header.startIndex), header.startIndex).replace("\uFEFF", "");
  const outer = isBlank(line) ? line : (/^[ \t]*/.exec(line)?.[0] ?? "");
  return blanks.length > outer.length && blanks.startsWith(outer);
}

function isInFunction(node: Node): boolean {
  for (let at = node.parent; at; at = at.parent) if (at.type === "function_definition") return true;
  return false;
}
