import type Parser from "tree-sitter";
import type { Tree } from "./parse.ts";

/** A node of a syntax tree as plain data: it stays as it is when the tree follows the text. */
export type SyntaxNode = {
  readonly type: string;
  /** The role of the node in its parent, in the grammar's words: "body", "name". */
  readonly field: string | null;
  /** False for brackets, operators and keywords. */
  readonly isNamed: boolean;
  readonly start: number;
  readonly end: number;
  readonly parent: SyntaxNode | undefined;
  readonly children: readonly SyntaxNode[];
};

/** Deeper nesting is no code that anybody wrote. */
const maxDepth = 500;

/** The number of nodes read before the range under the same parent: a statement, and a comment between. */
const siblingsBefore = 2;

/**
 * The tree's nodes that overlap `[start, end]`. Under the same parents, the two before and the one behind come too,
 * without children. A cursor reads them, since `Tree.edit` has to update every SyntaxNode that was ever made of a tree.
 * It reads only there, since a file may hold thousands of statements.
 */
export function syntaxIn(tree: Tree, start: number, end: number): SyntaxNode {
  const cursor = tree.walk();
  const read = (parent: SyntaxNode | undefined, depth: number): SyntaxNode => {
    const children: SyntaxNode[] = [];
    const node: SyntaxNode = {
      type: cursor.nodeType,
      field: cursor.currentFieldName || null,
      isNamed: cursor.nodeIsNamed,
      start: cursor.startIndex,
      end: cursor.endIndex,
      parent,
      children,
    };
    const overlaps = node.start <= end && node.end >= start;
    if (!overlaps || depth >= maxDepth || !goToChildBefore(cursor, start)) return node;
    do {
      children.push(read(node, depth + 1));
    } while (cursor.startIndex <= end && cursor.gotoNextSibling());
    cursor.gotoParent();
    return node;
  };
  return read(undefined, 0);
}

/**
 * Moves to the first child that is read. The others cost as little as can be, since a list may have thousands. It never
 * uses `gotoPreviousSibling`, which behind comments confuses the fields.
 */
function goToChildBefore(cursor: Parser.TreeCursor, start: number): boolean {
  const touching = cursor.gotoFirstChildForIndex(Math.max(0, start - 1)) as unknown as number | null;
  const firstBeyond = touching ?? countOfChildren(cursor);
  if (firstBeyond === 0 && touching === null) return false;
  if (touching !== null) cursor.gotoParent();
  cursor.gotoFirstChild();
  for (let i = siblingsBefore; i < firstBeyond; i++) cursor.gotoNextSibling();
  return true;
}

function countOfChildren(cursor: Parser.TreeCursor): number {
  if (!cursor.gotoFirstChild()) return 0;
  let count = 1;
  while (cursor.gotoNextSibling()) count++;
  cursor.gotoParent();
  return count;
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
