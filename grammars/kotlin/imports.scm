; What a Kotlin file imports: a declaration by its whole name, or all of a package. The captures are explained in
; typescript/imports.scm; `@import.last` takes what the last part of its source names.

(import (qualified_identifier) @import.source "*" @import.wildcard) @import.static
(import (qualified_identifier) @import.source @import.last) @import.static
(import (qualified_identifier) @import.source @import.last (identifier) @import.alias) @import.static
