; Where names of a Python file are local; the captures are explained in typescript/locals.scm.

[
  (function_definition)
  (lambda)
  (list_comprehension)
  (set_comprehension)
  (dictionary_comprehension)
  (generator_expression)
] @local.scope

(parameters (identifier) @local.definition)
(parameters (default_parameter name: (identifier) @local.definition))
(parameters (typed_parameter . (identifier) @local.definition))
(parameters (typed_default_parameter name: (identifier) @local.definition))
(lambda_parameters (identifier) @local.definition)
(assignment left: (identifier) @local.definition)
(parameters [(list_splat_pattern (identifier) @local.definition) (dictionary_splat_pattern (identifier) @local.definition)])

(assignment left: (pattern_list (identifier) @local.definition))
(for_statement left: (identifier) @local.definition)
(for_statement left: (pattern_list (identifier) @local.definition))

(for_in_clause left: (identifier) @local.definition)
(for_in_clause left: (pattern_list (identifier) @local.definition))
(named_expression name: (identifier) @local.definition)

(as_pattern alias: (as_pattern_target (identifier) @local.definition))
