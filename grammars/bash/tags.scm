; What a shell script declares; the captures are explained in typescript/tags.scm.

(program) @export.implicit

(function_definition name: (word) @name body: (_) @body) @definition.function

; `NAME=value command` is for that command alone: a field of no class, which declares nothing.
(command (variable_assignment name: (variable_name) @name) @definition.field)
(declaration_command (variable_assignment name: (variable_name) @name)) @definition.variable
(variable_assignment name: (variable_name) @name) @definition.variable
