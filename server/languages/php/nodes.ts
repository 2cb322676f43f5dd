import type { NodeRules } from "../language.ts";

/** Names of things in the grammar of PHP. */
export const phpNodes: NodeRules = {
  functions: new Set(["function_definition", "method_declaration", "anonymous_function", "arrow_function"]),
  body: "compound_statement",
  blocks: new Set(["program", "compound_statement", "case_statement", "default_statement"]),
  members: new Set(["declaration_list", "enum_declaration_list"]),
  declarations:
    /^(?:class|trait|interface|enum|method|property|const|namespace_use)_declaration$|^(?:function|namespace)_definition$/,
  branches: new Set([
    "if_statement",
    "conditional_expression",
    "for_statement",
    "foreach_statement",
    "while_statement",
    "do_statement",
    "switch_statement",
    "match_expression",
    "try_statement",
  ]),
  isValue: ({ type }) => type.endsWith("_expression") || values.has(type),
  literals: new Set(["string", "encapsed_string", "heredoc", "nowdoc"]),
  failing: "throw_expression",
  isAbstract: (definition, classHead) => /\babstract\b/.test(definition) || /\binterface\b/.test(classHead),
};

const values: ReadonlySet<string> = new Set(["string", "encapsed_string", "integer", "float", "anonymous_function"]);
