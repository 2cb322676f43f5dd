import type { NodeRules } from "../language.ts";

/** Names of things in the grammar of Go. */
export const goNodes: NodeRules = {
  functions: new Set(["function_declaration", "method_declaration", "func_literal"]),
  body: "block",
  blocks: new Set(["source_file", "block", "expression_case", "type_case", "communication_case", "default_case"]),
  members: new Set(["field_declaration_list", "interface_type"]),
  declarations: /^(?:import|type|function|method)_declaration$|^package_clause$/,
  branches: new Set([
    "if_statement",
    "for_statement",
    "expression_switch_statement",
    "type_switch_statement",
    "select_statement",
  ]),
  isValue: ({ type }) => type.endsWith("_expression") || values.has(type),
  literals: new Set(["interpreted_string_literal", "raw_string_literal", "rune_literal"]),
  failing: "panic",
};

const values: ReadonlySet<string> = new Set([
  "composite_literal",
  "func_literal",
  "interpreted_string_literal",
  "raw_string_literal",
  "rune_literal",
  "int_literal",
  "float_literal",
]);
