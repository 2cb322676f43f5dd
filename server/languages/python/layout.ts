import type { Steps } from "../../slices/slices.ts";
import { isBlank, lineStart } from "../../text/lines.ts";
import type { Node } from "../nameRules.ts";
import type { Tree } from "../parse.ts";

/**
 * The places where Python would complain of indentation in a range, which its grammar here forgives. A block may lack a
 * statement, or begin no deeper than its header. Statements of one block may begin at different columns, and `return`
 * may stand outside of a function. Offsets, in order. In steps; see `inSlices`.
 */
export function* layoutErrors(tree: Tree, text: string, start: number, end: number): Steps<number[]> {
  const errors: number[] = [];
  const waiting: Node[] = [tree.rootNode];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    yield;
    const { namedChildren } = node;
    if (node.type === "block" || node.type === "module")
      errors.push(...(yield* blockErrors(node, namedChildren, text)));
    if (node.type === "return_statement" && !isInFunction(node)) errors.push(node.startIndex);
    for (const child of namedChildren) {
      if (child.endIndex >= start && child.startIndex <= end && mayHoldBlock(child)) waiting.push(child);
    }
  }
  return errors.sort((a, b) => a - b);
}

/** A module may have thousands. */
const statementsPerStep = 100;

function mayHoldBlock({ type }: Node): boolean {
  return type === "block" || type === "return_statement" || /_(?:statement|clause|definition)$/.test(type);
}

function* blockErrors(block: Node, children: readonly Node[], text: string): Steps<number[]> {
  const statements = children.filter(({ type }) => type !== "comment");
  const isMatch = block.parent?.type === "match_statement";
  if (statements.length === 0) return block.type === "module" || isMatch ? [] : [block.startIndex];
  const columns: { readonly blanks: string; readonly startIndex: number }[] = [];
  for (const [i, { startIndex }] of statements.entries()) {
    const blanks = text.slice(lineStart(text, startIndex), startIndex).replace("\uFEFF", "");
    if (isBlank(blanks)) columns.push({ blanks, startIndex });
    if (i % statementsPerStep === 0) yield;
  }
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
