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
(as_pattern alias: (as_pattern_target (tuple (identifier) @local.definition)))

[(tuple_pattern (identifier) @local.definition) (list_pattern (identifier) @local.definition)]
(pattern_list (list_splat_pattern (identifier) @local.definition))

(case_pattern (dotted_name . (identifier) @local.definition .))
(keyword_pattern (dotted_name . (identifier) @local.definition .))
(case_pattern (as_pattern (case_pattern) (identifier) @local.definition))
(splat_pattern (identifier) @local.definition)

(global_statement (identifier) @local.global)
(nonlocal_statement (identifier) @local.nonlocal)

(list_comprehension body: (_) . (for_in_clause right: (_) @local.around))
(set_comprehension body: (_) . (for_in_clause right: (_) @local.around))
(dictionary_comprehension body: (_) . (for_in_clause right: (_) @local.around))
(generator_expression body: (_) . (for_in_clause right: (_) @local.around))

(default_parameter value: (_) @local.around)
(typed_default_parameter value: (_) @local.around)
