import type { CapturedNode } from "./queries.ts";

/** The content of a string literal: its text without prefix (Python's r, b, u) and quotes. */
export function unquoted(literal: string): string {
  return literal.replace(/^[a-zA-Z]*("""|'''|"|'|`)([\s\S]*)\1$/, "$2");
}

/** The text of a node, unquoted if it is a string. */
export function stringContent(node: CapturedNode, text: string): string {
  const content = text.slice(node.startIndex, node.endIndex);
  return isString(node) ? unquoted(content) : content;
}

/** As grammars call it: "string", "raw_string", "string_literal", "interpreted_string_literal". */
export function isString({ type }: Pick<CapturedNode, "type">): boolean {
  return /^(?:raw_|encapsed_)?string$/.test(type) || type.endsWith("string_literal");
}
