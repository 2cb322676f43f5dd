import type { SyntaxNode } from "tree-sitter";

/** What a string literal says: its text without prefix (Python's r, b, u) and quotes. */
export function unquoted(literal: string): string {
  return literal.replace(/^[a-zA-Z]*("""|'''|"|'|`)([\s\S]*)\1$/, "$2");
}

/** The text of a node, unquoted if it is a string. */
export function stringContent(node: SyntaxNode, text: string): string {
  const content = text.slice(node.startIndex, node.endIndex);
  return node.type === "string" ? unquoted(content) : content;
}
