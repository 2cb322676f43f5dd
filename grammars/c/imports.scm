; What a C file includes: all of another file. The captures are explained in typescript/imports.scm.

(preproc_include path: [(string_literal) (system_lib_string)] @import.source @import.wildcard) @import.static
