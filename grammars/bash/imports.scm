; What a shell script reads in: all of another one. The captures are explained in typescript/imports.scm. `load` is Bats'.

((command
  name: (command_name (word) @_source)
  argument: [(word) (string) (raw_string) (concatenation)] @import.source @import.wildcard) @import.static
  (#any-of? @_source "source" "." "load"))
