; Where names of a PHP file are local; the captures are explained in typescript/locals.scm.

[
  (function_definition)
  (method_declaration)
  (anonymous_function)
  (arrow_function)
] @local.scope

(simple_parameter name: (variable_name (name) @local.definition))
(variadic_parameter name: (variable_name (name) @local.definition))
(property_promotion_parameter name: (variable_name (name) @local.definition))
(anonymous_function_use_clause (variable_name (name) @local.definition))

(assignment_expression left: (variable_name (name) @local.definition))
(assignment_expression left: (list_literal (variable_name (name) @local.definition)))
(static_variable_declaration name: (variable_name (name) @local.definition))
(foreach_statement "as" . (variable_name (name) @local.definition))
(foreach_statement (pair (variable_name (name) @local.definition)))
(foreach_statement (pair (by_ref (variable_name (name) @local.definition))))
(catch_clause name: (variable_name (name) @local.definition))
