import type { NodeRules } from "../language.ts";

/** Names of things in the grammar of Ruby. */
export const rubyNodes: NodeRules = {
  functions: new Set(["method", "singleton_method", "lambda"]),
  body: "body_statement",
  blocks: new Set(["program", "body_statement", "block_body", "then", "else", "do", "ensure"]),
  members: new Set(),
  declarations: /^(?:method|singleton_method|class|module|singleton_class|alias)$/,
  branches: new Set(["if", "unless", "case", "case_match", "while", "until", "for", "conditional", "begin"]),
  isValue: ({ type }) => values.has(type),
  literals: new Set(["string", "heredoc_body", "regex", "string_array", "symbol_array"]),
  failing: "call",
};

const values: ReadonlySet<string> = new Set([
  "call",
  "binary",
  "unary",
  "conditional",
  "element_reference",
  "string",
  "integer",
  "float",
  "array",
  "hash",
  "lambda",
  "simple_symbol",
  "scope_resolution",
]);
