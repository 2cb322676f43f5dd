import type { NodeRules } from "../language.ts";

/** Names of things in the grammar of Python. */
export const pythonNodes: NodeRules = {
  functions: new Set(["function_definition"]),
  body: "block",
  blocks: new Set(["module", "block"]),
  members: new Set(),
  declarations: /^(?:import|class|function|decorated|future_import|type_alias)/,
  branches: new Set([
    "if_statement",
    "elif_clause",
    "else_clause",
    "conditional_expression",
    "for_statement",
    "while_statement",
    "match_statement",
    "try_statement",
    "boolean_operator",
  ]),
  isValue: ({ type }) => type.endsWith("_expression") || values.has(type),
  literals: new Set(["string"]),
  nothing: "pass_statement",
  failing: "raise_statement",
  isAbstract: (definition, classHead) =>
    /^@(?:\w+\.)?(?:abstractmethod|overload)\b/m.test(definition.replace(/^\s+/gm, "")) ||
    /\bProtocol\b/.test(classHead),
};

const values: ReadonlySet<string> = new Set([
  "call",
  "attribute",
  "subscript",
  "binary_operator",
  "unary_operator",
  "boolean_operator",
  "comparison_operator",
  "not_operator",
  "lambda",
  "await",
  "list",
  "tuple",
  "set",
  "dictionary",
  "list_comprehension",
  "dictionary_comprehension",
  "set_comprehension",
  "string",
  "concatenated_string",
  "integer",
  "float",
]);
