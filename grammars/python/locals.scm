; Where names of a Python file are local; the captures are explained in typescript/locals.scm.

[(function_definition) (lambda)] @local.scope

(parameters (identifier) @local.definition)
(parameters (default_parameter name: (identifier) @local.definition))
(parameters (typed_parameter . (identifier) @local.definition))
(parameters (typed_default_parameter name: (identifier) @local.definition))
(lambda_parameters (identifier) @local.definition)
(assignment left: (identifier) @local.definition)
(for_statement left: (identifier) @local.definition)
(as_pattern alias: (as_pattern_target (identifier) @local.definition))
