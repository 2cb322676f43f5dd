; What a Go file imports: packages, by the last part of their path. The captures are explained in typescript/imports.scm.

(import_spec !name path: (_) @import.module (#set! separator "/")) @import.static
(import_spec name: (package_identifier) @import.namespace path: (_) @import.source) @import.static
(import_spec name: (dot) @import.wildcard path: (_) @import.source) @import.static
(import_spec name: (blank_identifier) path: (_) @import.source) @import.static
