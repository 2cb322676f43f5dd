; What Lua declares; the captures are explained in typescript/tags.scm. A function is known by the last part of its name.

(chunk) @export.implicit

(function_declaration name: [
  (identifier) @name
  (dot_index_expression field: (identifier) @name)
] body: (_)? @body) @definition.function
(function_declaration name: (method_index_expression method: (identifier) @name) body: (_)? @body) @definition.method

(assignment_statement
  (variable_list . name: [(identifier) @name (dot_index_expression field: (identifier) @name)] .)
  (expression_list . value: (function_definition body: (_)? @body) .)) @definition.function
(field name: (identifier) @name value: (function_definition body: (_)? @body)) @definition.function

(variable_declaration (variable_list name: (identifier) @name)) @definition.variable
(assignment_statement (variable_list name: [
  (identifier) @name
  (dot_index_expression field: (identifier) @name)
])) @definition.variable

; What is local is so as a whole

(variable_declaration (assignment_statement) @item.inner) @item
