; Where names of a TypeScript or JavaScript file are local.
;
; @local.scope       variables declared inside are not visible outside
; @local.definition  a name that a scope introduces
; @local.global      a name that a scope takes from the file
; @local.nonlocal    a name that a scope takes from the function around it
; @local.around      what stands in a scope and is read around it
;
; Each paragraph is compiled by itself, so that none takes long.

[
  (function_declaration)
  (generator_function_declaration)
  (function_expression)
  (generator_function)
  (arrow_function)
  (method_definition)
  (class_static_block)
  (if_statement)
  (for_statement)
  (for_in_statement)
  (while_statement)
  (do_statement)
  (try_statement)
  (switch_statement)
  (labeled_statement)
] @local.scope

(required_parameter pattern: (identifier) @local.definition)
(optional_parameter pattern: (identifier) @local.definition)
(arrow_function parameter: (identifier) @local.definition)
(variable_declarator name: (identifier) @local.definition)
(shorthand_property_identifier_pattern) @local.definition
(object_assignment_pattern left: (shorthand_property_identifier_pattern) @local.definition)

(pair_pattern value: (identifier) @local.definition)
(array_pattern (identifier) @local.definition)
(rest_pattern (identifier) @local.definition)
(for_in_statement left: (identifier) @local.definition)
(catch_clause parameter: (identifier) @local.definition)
