; Where names of a Lua file are local; the captures are explained in typescript/locals.scm.

[
  (function_declaration)
  (function_definition)
  (for_statement)
  (while_statement)
  (repeat_statement)
  (if_statement)
  (do_statement)
] @local.scope

(parameters name: (identifier) @local.definition)
(for_generic_clause (variable_list name: (identifier) @local.definition))
(for_numeric_clause name: (identifier) @local.definition)
(variable_declaration (variable_list name: (identifier) @local.definition))
(variable_declaration (assignment_statement (variable_list name: (identifier) @local.definition)))
