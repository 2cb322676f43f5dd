; Where names of a Rust file are local; the captures are explained in typescript/locals.scm.

[
  (function_item)
  (closure_expression)
  (block)
  (for_expression)
  (match_arm)
  (if_expression)
  (while_expression)
] @local.scope

(parameter pattern: (identifier) @local.definition)
(parameter pattern: (mut_pattern (identifier) @local.definition))
(closure_parameters (identifier) @local.definition)
(let_declaration pattern: (identifier) @local.definition)
(let_declaration pattern: (mut_pattern (identifier) @local.definition))
(for_expression pattern: (identifier) @local.definition)

(tuple_pattern (identifier) @local.definition)
(tuple_struct_pattern (identifier) @local.definition)
(field_pattern name: (shorthand_field_identifier) @local.definition)
(field_pattern pattern: (identifier) @local.definition)
(captured_pattern . (identifier) @local.definition)
(reference_pattern (identifier) @local.definition)
(ref_pattern (identifier) @local.definition)
