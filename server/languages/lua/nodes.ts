import type { NodeRules } from "../language.ts";

/** Names of things in the grammar of Lua. */
export const luaNodes: NodeRules = {
  functions: new Set(["function_declaration", "function_definition"]),
  body: "block",
  blocks: new Set(["chunk", "block"]),
  members: new Set(),
  declarations: /^function_declaration$/,
  branches: new Set(["if_statement", "for_statement", "while_statement", "repeat_statement"]),
  isValue: ({ type }) => type.endsWith("_expression") || values.has(type),
  literals: new Set(["string"]),
  failing: "function_call",
};

const values: ReadonlySet<string> = new Set([
  "function_call",
  "function_definition",
  "string",
  "number",
  "table_constructor",
]);
