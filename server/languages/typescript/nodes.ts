import type { NodeRules } from "../language.ts";

/** Names of things in the grammars of TypeScript. */
export const scriptNodes: NodeRules = {
  functions: new Set([
    "function_declaration",
    "generator_function_declaration",
    "function_expression",
    "arrow_function",
    "method_definition",
  ]),
  body: "statement_block",
  blocks: new Set(["program", "statement_block"]),
  members: new Set(["class_body"]),
  declarations: /^(?:import|export|class|function|method|interface|type_alias|enum|public_field)/,
  branches: new Set([
    "if_statement",
    "else_clause",
    "ternary_expression",
    "for_statement",
    "for_in_statement",
    "while_statement",
    "do_statement",
    "switch_statement",
    "try_statement",
  ]),
  isValue: ({ type, parent }) => parent?.type !== "literal_type" && (type.endsWith("_expression") || values.has(type)),
  literals: new Set(["string", "template_string", "regex"]),
  failing: "throw_statement",
};

const values: ReadonlySet<string> = new Set(["array", "object", "string", "template_string", "number", "regex"]);
