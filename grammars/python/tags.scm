; What Python declares. Read by server/languages/extract/declared.ts; the captures are explained in typescript/tags.scm.
; Besides these:
;
; @doc          the docstring of the definition
; @export.implicit  unless there is an @export.list, all top-level names without a leading underscore are visible
; @export.list  holds the names that the file exports: every @export.entry inside

(comment) @comment

((function_definition name: (identifier) @name body: (_) @body) @definition.constructor (#eq? @name "__init__"))
(function_definition name: (identifier) @name body: (_) @body) @definition.function
(function_definition
  name: (identifier) @name
  body: (block . (expression_statement . (string) @doc))) @definition.function

(class_definition name: (identifier) @name body: (_) @body) @definition.class
(class_definition
  name: (identifier) @name
  body: (block . (expression_statement . (string) @doc))) @definition.class

(decorated_definition definition: (_) @item.inner) @item

(type_alias_statement
  left: (type [(identifier) @name (generic_type (identifier) @name)])) @definition.type

; Variables; in a class they are its fields

(assignment left: (identifier) @name right: (lambda body: (_) @body)) @definition.function
((assignment left: (identifier) @name right: [(dictionary) (list) (set) (tuple)] @body) @definition.constant
  (#match? @name "^_*[A-Z][A-Z0-9_]*$"))
((assignment
  left: [
    (identifier) @name
    (pattern_list (identifier) @name)
    (tuple_pattern (identifier) @name)
    (list_pattern (identifier) @name)]) @definition.constant
  (#match? @name "^_*[A-Z][A-Z0-9_]*$"))
(assignment left: (identifier) @name right: [(dictionary) (list) (set) (tuple)] @body) @definition.variable
(assignment
  left: [
    (identifier) @name
    (pattern_list (identifier) @name)
    (tuple_pattern (identifier) @name)
    (list_pattern (identifier) @name)]) @definition.variable

; `self.name = value` declares a field of the class

((assignment
  left: (attribute object: (identifier) @_self attribute: (identifier) @name)
  right: [(lambda body: (_) @body) ([(dictionary) (list) (set) (tuple)] @body)]) @definition.field
  (#any-of? @_self "self" "cls"))
((assignment
  left: [
    (attribute object: (identifier) @_self attribute: (identifier) @name)
    (pattern_list (attribute object: (identifier) @_self attribute: (identifier) @name))
    (tuple_pattern (attribute object: (identifier) @_self attribute: (identifier) @name))
    (list_pattern (attribute object: (identifier) @_self attribute: (identifier) @name))]) @definition.field
  (#any-of? @_self "self" "cls"))

(module) @export.implicit

; `__all__` decides what other files see

((assignment left: (identifier) @_all right: (_) @export.list) (#eq? @_all "__all__"))
((augmented_assignment left: (identifier) @_all right: (_) @export.list) (#eq? @_all "__all__"))
((call function: (attribute) @_extend arguments: (_) @export.list) (#eq? @_extend "__all__.extend"))
(list (string) @export.entry)
(tuple (string) @export.entry)
