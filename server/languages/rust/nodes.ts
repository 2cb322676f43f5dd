import type { NodeRules } from "../language.ts";

/** Names of things in the grammar of Rust. */
export const rustNodes: NodeRules = {
  functions: new Set(["function_item", "closure_expression"]),
  body: "block",
  blocks: new Set(["source_file", "block"]),
  members: new Set(["declaration_list"]),
  declarations: /_(?:item|definition)$|^use_declaration$/,
  branches: new Set(["if_expression", "else_clause", "match_expression", "for_expression", "while_expression"]),
  isValue: ({ type }) => (type.endsWith("_expression") && type !== "let_chain") || values.has(type),
  literals: new Set(["string_literal", "raw_string_literal", "char_literal"]),
  failing: "macro_invocation",
};

const values: ReadonlySet<string> = new Set([
  "string_literal",
  "raw_string_literal",
  "char_literal",
  "integer_literal",
  "float_literal",
  "macro_invocation",
]);
