; Where names of a Ruby file are local; the captures are explained in typescript/locals.scm.

[
  (method)
  (singleton_method)
  (lambda)
  (block)
  (do_block)
] @local.scope

(method_parameters (identifier) @local.definition)
(block_parameters (identifier) @local.definition)
(block_parameters locals: (identifier) @local.definition)
(lambda_parameters (identifier) @local.definition)
(destructured_parameter (identifier) @local.definition)
(optional_parameter name: (identifier) @local.definition)
(keyword_parameter name: (identifier) @local.definition)
(splat_parameter name: (identifier) @local.definition)
(hash_splat_parameter name: (identifier) @local.definition)
(block_parameter name: (identifier) @local.definition)

(assignment left: (identifier) @local.definition)
(assignment left: (left_assignment_list (identifier) @local.definition))
(operator_assignment left: (identifier) @local.definition)
(for pattern: (identifier) @local.definition)
(exception_variable (identifier) @local.definition)
(as_pattern name: (identifier) @local.definition)
