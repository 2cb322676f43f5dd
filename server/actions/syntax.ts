import type { SyntaxNode } from "../languages/syntaxIn.ts";
import type { OffsetRange } from "../text/offsetRange.ts";
import type { Site } from "./site.ts";

/** Whose children are statements one below the other. */
const blocks: ReadonlySet<string> = new Set(["program", "module", "statement_block", "block", "class_body"]);

const functions: ReadonlySet<string> = new Set([
  "function_declaration",
  "generator_function_declaration",
  "function_expression",
  "arrow_function",
  "method_definition",
  "function_definition",
]);

/** The innermost named node that holds a range. */
export function nodeHolding(root: SyntaxNode, { start, end }: OffsetRange): SyntaxNode {
  const inner = root.children.find((child) => child.isNamed && child.start <= start && end <= child.end);
  return inner ? nodeHolding(inner, { start, end }) : root;
}

/** The node, what it is part of, and so on up to the file. */
export function upwards(node: SyntaxNode | undefined): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let at = node; at; at = at.parent) found.push(at);
  return found;
}

/** The node and everything in it, in the order of the text. */
export function inside(node: SyntaxNode | undefined): SyntaxNode[] {
  const found: SyntaxNode[] = node ? [node] : [];
  const add = ({ children }: SyntaxNode) => {
    for (const child of children) {
      found.push(child);
      add(child);
    }
  };
  if (node) add(node);
  return found;
}

export function field(node: SyntaxNode | undefined, name: string): SyntaxNode | undefined {
  return node?.children.find((child) => child.field === name);
}

export function namedChildren(node: SyntaxNode): readonly SyntaxNode[] {
  return node.children.filter(({ isNamed, type }) => isNamed && type !== "comment");
}

export function textOf({ file }: Pick<Site, "file">, { start, end }: OffsetRange): string {
  return file.text.slice(start, end);
}

/** The node that holds the selection. */
export function nodeAt(site: Site): SyntaxNode | undefined {
  return site.root && nodeHolding(site.root, site);
}

/** The innermost function around a node, as a node. */
export function functionAround(node: SyntaxNode | undefined): SyntaxNode | undefined {
  return upwards(node).find(({ type }) => functions.has(type));
}

/** The function that a definition at `[start, end)` declares. */
export function functionOf(root: SyntaxNode | undefined, range: OffsetRange): SyntaxNode | undefined {
  const declared = root && nodeHolding(root, range);
  return inside(declared).find(({ type, start }) => start >= range.start && functions.has(type));
}

/** The innermost statement, or member of a class, that holds a node. */
export function statementAround(node: SyntaxNode | undefined): SyntaxNode | undefined {
  return upwards(node).find(({ parent }) => parent && blocks.has(parent.type));
}

/** The statements that are selected, if nothing but whole ones is. */
export function statementsIn(site: Site): readonly SyntaxNode[] {
  const holding = nodeAt(site);
  if (!holding || site.start === site.end) return [];
  const block = upwards(holding).find(({ type }) => blocks.has(type) && type !== "class_body");
  const covered = block?.children.filter(({ start, end }) => start < site.end && end > site.start) ?? [];
  const isWhole = covered[0]?.start === site.start && covered.at(-1)?.end === site.end;
  return isWhole && covered.every(({ isNamed }) => isNamed) ? covered : [];
}
