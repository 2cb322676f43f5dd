; What crosses the borders of a TypeScript or JavaScript file. Read by server/languages/extract/declared.ts:
;
; @import.KIND @import.source  an import of that kind; the earliest pattern that matches it decides
; @import                      the same import, with more about it:
; @import.name @import.alias   what it takes from its source, and the local name of that if it has another
; @import.default              the local name of the default export
; @import.namespace            the local name of the whole module
; @import.wildcard             everything under its own name

(import_statement "type" source: (string) @import.source) @import.type
(import_statement source: (string) @import.source) @import.static
(import_statement (import_require_clause source: (string) @import.source)) @import.require
(export_statement source: (string) @import.source) @import.reexport
(call_expression function: (import) arguments: (arguments (string) @import.source)) @import.dynamic
((call_expression function: (identifier) @_require arguments: (arguments (string) @import.source)) @import.require
  (#eq? @_require "require"))

(import_statement (import_clause (identifier) @import.default)) @import
(import_statement (import_clause (namespace_import (identifier) @import.namespace))) @import
(import_statement (import_clause (named_imports (import_specifier name: (_) @import.name !alias)))) @import
(import_statement
  (import_clause (named_imports (import_specifier name: (_) @import.name alias: (_) @import.alias)))) @import
(import_statement (import_require_clause (identifier) @import.namespace)) @import

(export_statement "*" @import.wildcard) @import
(export_statement (namespace_export [(identifier) (string)] @import.namespace)) @import
(export_statement (export_clause (export_specifier name: (_) @import.name !alias))) @import
(export_statement (export_clause (export_specifier name: (_) @import.name alias: (_) @import.alias))) @import

(variable_declarator
  name: (identifier) @import.namespace
  value: [(call_expression) @import (await_expression (call_expression) @import)])
(variable_declarator
  name: (object_pattern [
    (shorthand_property_identifier_pattern) @import.name
    (object_assignment_pattern left: (shorthand_property_identifier_pattern) @import.name)
    (pair_pattern key: (_) @import.name value: (identifier) @import.alias)
    (pair_pattern key: (_) @import.name value: (assignment_pattern left: (identifier) @import.alias))])
  value: [(call_expression) @import (await_expression (call_expression) @import)])
