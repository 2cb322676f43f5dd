; What a Lua file takes from others. The captures are explained in typescript/imports.scm.

((function_call name: (identifier) @_require arguments: (arguments (string) @import.source)) @import.require
  (#any-of? @_require "require" "dofile" "loadfile"))

(assignment_statement
  (variable_list . name: (identifier) @import.namespace .)
  (expression_list . value: (function_call) @import .))
(assignment_statement
  (variable_list . name: (identifier) @import.alias .)
  (expression_list . value: (dot_index_expression table: (function_call) @import field: (identifier) @import.name) .))
