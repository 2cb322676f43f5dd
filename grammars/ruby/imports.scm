; What a Ruby file loads: all of another file. The captures are explained in typescript/imports.scm. A prefix tells a path
; that is relative to this file.

((call !receiver method: (identifier) @_require
  arguments: (argument_list . (string) @import.source @import.wildcard .)) @import.require
  (#any-of? @_require "require" "load"))
((call !receiver method: (identifier) @_require
  arguments: (argument_list . (string) @import.source @import.wildcard .)) @import.require
  (#eq? @_require "require_relative") (#set! prefix "./"))
((call !receiver method: (identifier) @_require
  arguments: (argument_list (simple_symbol) (string) @import.source @import.wildcard)) @import.require
  (#eq? @_require "autoload"))
