; What a C# file uses: all of a namespace, or one type under another name. See typescript/imports.scm for the captures.

(using_directive !name [(identifier) (qualified_name)] @import.source @import.wildcard) @import.static
(using_directive name: (identifier) @import.namespace (qualified_name) @import.source) @import.static
(file_scoped_namespace_declaration name: (_) @import.source @import.wildcard) @import.static
(namespace_declaration name: (_) @import.source @import.wildcard) @import.static
