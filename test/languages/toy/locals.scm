(function_definition) @local.scope

(parameters (identifier) @local.definition)
(assignment left: (identifier) @local.definition)
