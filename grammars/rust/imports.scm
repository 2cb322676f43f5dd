; What a Rust file takes from others. The captures are explained in typescript/imports.scm. A list of names is read as
; one import for each, whose path is its own: see server/languages/rust/modules.ts.

(use_declaration argument: (scoped_identifier path: (_) @import.source name: (_) @import.name)) @import.static
(use_declaration argument: (use_as_clause
  path: (scoped_identifier path: (_) @import.source name: (_) @import.name) alias: (_) @import.alias)) @import.static
(use_declaration argument: (use_wildcard (_) @import.source) @import.wildcard) @import.static
(use_declaration argument: (scoped_use_list path: (_) @import.source)) @import.static
(use_declaration argument: (scoped_use_list list: (use_list (identifier) @import.name))) @import
(use_declaration argument: (scoped_use_list list: (use_list (scoped_identifier name: (_) @import.name)))) @import
(use_declaration argument: (scoped_use_list list: (use_list (use_as_clause
  path: (_) @import.name alias: (_) @import.alias)))) @import
(use_declaration argument: (scoped_use_list list: (use_list (use_wildcard) @import.wildcard))) @import
(use_declaration argument: (scoped_use_list list: (use_list (scoped_use_list list: (use_list
  (identifier) @import.name))))) @import
(use_declaration argument: (identifier) @import.source) @import.static
(mod_item name: (identifier) @import.source @import.namespace !body) @import.static
