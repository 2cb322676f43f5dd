; What a PHP file takes from others: names of namespaces, and whole files. The captures are explained in
; typescript/imports.scm.

; A class without a namespace: DateTime
(namespace_use_declaration
  (namespace_use_clause !alias (name) @import.name @import.source) @import.static)
(namespace_use_declaration
  (namespace_use_clause (name) @import.name @import.source alias: (name) @import.alias) @import.static)

(namespace_use_clause !alias (qualified_name (name) @import.name) @import.source) @import.static
(namespace_use_clause (qualified_name (name) @import.name) @import.source alias: (name) @import.alias) @import.static
(namespace_use_declaration (namespace_name) @import.source body: (namespace_use_group
  (namespace_use_clause !alias (name) @import.name))) @import.static
(namespace_use_declaration (namespace_name) @import.source body: (namespace_use_group
  (namespace_use_clause (name) @import.name alias: (name) @import.alias))) @import.static

; The files of a namespace see each other
(namespace_definition name: (namespace_name) @import.source @import.wildcard) @import.static

[
  (require_expression (string) @import.source @import.wildcard)
  (require_once_expression (string) @import.source @import.wildcard)
  (include_expression (string) @import.source @import.wildcard)
  (include_once_expression (string) @import.source @import.wildcard)
  (require_expression (binary_expression right: (string) @import.source @import.wildcard))
  (require_once_expression (binary_expression right: (string) @import.source @import.wildcard))
  (include_expression (binary_expression right: (string) @import.source @import.wildcard))
  (include_once_expression (binary_expression right: (string) @import.source @import.wildcard))
  (require_expression (parenthesized_expression (binary_expression right: (string) @import.source @import.wildcard)))
  (require_once_expression (parenthesized_expression
    (binary_expression right: (string) @import.source @import.wildcard)))
  (include_expression (parenthesized_expression (binary_expression right: (string) @import.source @import.wildcard)))
  (include_once_expression (parenthesized_expression
    (binary_expression right: (string) @import.source @import.wildcard)))
] @import.require
