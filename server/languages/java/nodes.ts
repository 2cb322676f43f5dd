import type { NodeRules } from "../language.ts";

/** Names of things in the grammar of Java. */
export const javaNodes: NodeRules = {
  functions: new Set(["method_declaration", "constructor_declaration", "lambda_expression"]),
  body: "block",
  blocks: new Set(["block", "constructor_body", "switch_block_statement_group"]),
  members: new Set(["class_body", "interface_body", "enum_body_declarations"]),
  declarations: /^(?:import|class|interface|enum|record|method|constructor|field|package|annotation_type)_declaration$/,
  branches: new Set([
    "if_statement",
    "ternary_expression",
    "for_statement",
    "enhanced_for_statement",
    "while_statement",
    "do_statement",
    "switch_expression",
    "try_statement",
  ]),
  isValue: ({ type }) => type.endsWith("_expression") || values.has(type),
  literals: new Set(["string_literal", "character_literal"]),
  failing: "throw_statement",
  isAbstract: (definition, classHead) => /\babstract\b|\bnative\b/.test(definition) || /\binterface\b/.test(classHead),
};

const values: ReadonlySet<string> = new Set([
  "method_invocation",
  "field_access",
  "array_access",
  "string_literal",
  "character_literal",
  "decimal_integer_literal",
  "decimal_floating_point_literal",
]);
