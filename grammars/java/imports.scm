; What a Java file imports: a type or a member by its whole name. The captures are explained in typescript/imports.scm.

(import_declaration (scoped_identifier name: (identifier) @import.name) @import.source) @import.static
(import_declaration [(scoped_identifier) (identifier)] @import.source (asterisk) @import.wildcard) @import.static
