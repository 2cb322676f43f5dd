; Where names of a Kotlin file are local; the captures are explained in typescript/locals.scm.

[
  (function_declaration)
  (anonymous_function)
  (secondary_constructor)
  (anonymous_initializer)
  (getter)
  (setter)
  (lambda_literal)
  (block)
  (for_statement)
  (catch_block)
  (when_entry)
] @local.scope

(parameter (identifier) @local.definition)
(lambda_parameters (variable_declaration (identifier) @local.definition))
(for_statement (variable_declaration (identifier) @local.definition))
(catch_block (identifier) @local.definition)
(type_parameter (identifier) @local.definition)

(property_declaration (variable_declaration (identifier) @local.definition))
(property_declaration (multi_variable_declaration (variable_declaration (identifier) @local.definition)))
