; What crosses the borders of a Python file. Read by server/languages/extract/declared.ts; the captures are explained in
; typescript/imports.scm. Besides these:
;
; @import.module     a whole module, bound to @import.alias or to the first part of its name
; @import.types      imports inside serve type checkers only

(import_from_statement module_name: (_) @import.source) @import.static
(import_from_statement name: (dotted_name) @import.name) @import
(import_from_statement
  name: (aliased_import name: (dotted_name) @import.name alias: (identifier) @import.alias)) @import
(import_from_statement (wildcard_import) @import.wildcard) @import

(future_import_statement "__future__" @import.source) @import.static
(future_import_statement name: (dotted_name) @import.name) @import
(future_import_statement
  name: (aliased_import name: (dotted_name) @import.name alias: (identifier) @import.alias)) @import

(import_statement name: (dotted_name) @import.module) @import.static
(import_statement
  name: (aliased_import name: (dotted_name) @import.module alias: (identifier) @import.alias)) @import.static

((call function: [(identifier) (attribute)] @_import arguments: (argument_list (string) @import.source)) @import.dynamic
  (#any-of? @_import "__import__" "import_module" "importlib.import_module"))

((if_statement condition: [(identifier) (attribute)] @_condition consequence: (block) @import.types)
  (#match? @_condition "(^|\\.)TYPE_CHECKING$"))
