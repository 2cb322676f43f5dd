import type { NodeRules } from "../language.ts";

/** Names of things in the grammar of C#. */
export const csharpNodes: NodeRules = {
  functions: new Set([
    "method_declaration",
    "constructor_declaration",
    "local_function_statement",
    "lambda_expression",
    "anonymous_method_expression",
  ]),
  body: "block",
  blocks: new Set(["block", "switch_section"]),
  members: new Set(["declaration_list"]),
  declarations:
    /^(?:class|struct|record|interface|enum|namespace|method|constructor|property|field|delegate)_declaration$|^using_directive$/,
  branches: new Set([
    "if_statement",
    "conditional_expression",
    "for_statement",
    "foreach_statement",
    "while_statement",
    "do_statement",
    "switch_statement",
    "switch_expression",
    "try_statement",
  ]),
  isValue: ({ type }) => type.endsWith("_expression") || values.has(type),
  literals: new Set([
    "string_literal",
    "verbatim_string_literal",
    "raw_string_literal",
    "interpolated_string_expression",
    "character_literal",
  ]),
  failing: "throw_statement",
  isAbstract: (definition, classHead) =>
    /\b(?:abstract|extern|partial)\b/.test(definition) || /\binterface\b/.test(classHead),
};

const values: ReadonlySet<string> = new Set([
  "string_literal",
  "verbatim_string_literal",
  "character_literal",
  "integer_literal",
  "real_literal",
]);
