; Where names of a shell script are local; the captures are explained in typescript/locals.scm.

(function_definition) @local.scope

((declaration_command (variable_assignment name: (variable_name) @local.definition)))
((declaration_command (variable_name) @local.definition))
(for_statement variable: (variable_name) @local.definition)
(variable_assignment name: (variable_name) @local.definition)
