import type { NodeRules } from "../language.ts";

/** Names of things in the grammar of Kotlin. */
export const kotlinNodes: NodeRules = {
  functions: new Set(["function_declaration", "secondary_constructor", "anonymous_function", "lambda_literal"]),
  body: "function_body",
  blocks: new Set(["source_file", "block", "lambda_literal"]),
  members: new Set(["class_body", "enum_class_body"]),
  declarations: /^(?:import|package_header|(?:class|object|function)_declaration|type_alias|companion_object)$/,
  branches: new Set([
    "if_expression",
    "when_expression",
    "for_statement",
    "while_statement",
    "do_while_statement",
    "try_expression",
  ]),
  isValue: ({ type }) => type.endsWith("_expression") || values.has(type),
  literals: new Set(["string_literal", "multiline_string_literal", "character_literal"]),
  failing: "throw_expression",
  isAbstract: (definition, classHead) =>
    /\b(?:abstract|expect|external)\b/.test(definition) || /\binterface\b/.test(classHead),
};

const values: ReadonlySet<string> = new Set([
  "string_literal",
  "multiline_string_literal",
  "number_literal",
  "lambda_literal",
]);
