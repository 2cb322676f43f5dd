import type { NodeRules } from "../language.ts";

/** Names of things in the grammars of C and C++. */
export const cNodes: NodeRules = {
  functions: new Set(["function_definition", "lambda_expression"]),
  body: "compound_statement",
  blocks: new Set(["compound_statement", "case_statement"]),
  members: new Set(["field_declaration_list"]),
  declarations: /^(?:function_definition|namespace_definition|type_definition|template_declaration|preproc_\w+)$/,
  branches: new Set([
    "if_statement",
    "else_clause",
    "conditional_expression",
    "for_statement",
    "for_range_loop",
    "while_statement",
    "do_statement",
    "switch_statement",
    "try_statement",
  ]),
  isValue: ({ type }) => type.endsWith("_expression") || values.has(type),
  literals: new Set(["string_literal", "raw_string_literal", "char_literal", "system_lib_string"]),
  failing: "throw_statement",
  isAbstract: (definition) => /=\s*0\s*;?$/.test(definition),
};

const values: ReadonlySet<string> = new Set([
  "string_literal",
  "char_literal",
  "number_literal",
  "concatenated_string",
]);
