; What Ruby declares; the captures are explained in typescript/tags.scm. What is loaded sees all that is.

(program) @export.implicit

(module name: [(constant) @name (scope_resolution name: (constant) @name)] body: (_)? @body) @definition.namespace
(class name: [(constant) @name (scope_resolution name: (constant) @name)] body: (_)? @body) @definition.class
((assignment
  left: (constant) @name
  right: (call receiver: (constant) @_maker method: (identifier) @_make block: (_)? @body)) @definition.class
  (#any-of? @_maker "Struct" "Data" "Class" "Module") (#any-of? @_make "new" "define"))
((assignment right: (call
  receiver: (constant) @_maker
  arguments: (argument_list (simple_symbol) @name @definition.field))) (#any-of? @_maker "Struct" "Data"))

(method name: [
  (identifier) @name
  (constant) @name
  (operator) @name
  (setter name: (identifier) @name)
] body: (_)? @body) @definition.function
(singleton_method name: [
  (identifier) @name
  (constant) @name
  (operator) @name
  (setter name: (identifier) @name)
] body: (_)? @body) @definition.function
(alias name: [(identifier) (operator)] @name) @definition.function
((call
  method: (identifier) @_alias
  arguments: (argument_list (simple_symbol) @name (simple_symbol))) @definition.function (#eq? @_alias "alias_method"))
((call method: (identifier) @_define arguments: (argument_list . (simple_symbol) @name .) block: (_) @body) @definition.function
  (#any-of? @_define "define_method" "define_singleton_method"))

; `attr_reader :a, :b` declares both, and so do the like of Rails

((call !receiver method: (identifier) @_attributes arguments: (argument_list (simple_symbol) @name)) @definition.method
  (#any-of? @_attributes "attr_reader" "attr_writer" "attr_accessor" "attr" "cattr_accessor" "mattr_accessor"
    "class_attribute" "belongs_to" "has_one" "has_many" "has_and_belongs_to_many" "scope"))

(assignment left: (constant) @name) @definition.constant
(assignment left: (left_assignment_list (constant) @name)) @definition.constant
(operator_assignment left: (constant) @name) @definition.constant
