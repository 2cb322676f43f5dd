import type { NodeRules } from "../language.ts";

/** Names of things in the grammar of Bash. */
export const bashNodes: NodeRules = {
  functions: new Set(["function_definition"]),
  body: "compound_statement",
  blocks: new Set(["program", "compound_statement", "do_group", "else_clause", "case_item"]),
  members: new Set(),
  declarations: /^(?:function_definition|declaration_command)$/,
  branches: new Set(["if_statement", "for_statement", "while_statement", "case_statement", "elif_clause"]),
  isValue: ({ type }) => values.has(type),
  literals: new Set(["string", "raw_string", "ansi_c_string", "heredoc_body"]),
  failing: "command",
};

const values: ReadonlySet<string> = new Set(["string", "raw_string", "command_substitution", "expansion"]);
