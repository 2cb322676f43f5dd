; Where names of a C# file are local; the captures are explained in typescript/locals.scm.

[
  (method_declaration)
  (constructor_declaration)
  (local_function_statement)
  (lambda_expression)
  (anonymous_method_expression)
  (block)
  (for_statement)
  (foreach_statement)
  (using_statement)
  (catch_clause)
] @local.scope

(parameter name: (identifier) @local.definition)
(implicit_parameter) @local.definition
(variable_declarator name: (identifier) @local.definition)
(foreach_statement left: (identifier) @local.definition)
(catch_declaration name: (identifier) @local.definition)
(declaration_expression name: (identifier) @local.definition)
(declaration_pattern name: (identifier) @local.definition)
(type_parameter name: (identifier) @local.definition)
