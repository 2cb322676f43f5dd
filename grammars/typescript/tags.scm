; What TypeScript and JavaScript declare. Read by server/languages/extract/declared.ts:
;
; @definition.KIND  a definition of that kind, named by @name; @body is where its signature ends
; @item.inner @item an item that is exactly the inner node reaches out to the outer one
; @decorator        an item reaches back over the decorators directly before it
; @comment          documents the item directly below it
;
;
; @export @export.default  items that other files see, under their own name or as the default
; @export.name @export.alias @export.statement  a statement that exports what is declared elsewhere
;
; The earliest pattern that matches a name decides its kind. Variables inside a @local.scope are dropped.

(comment) @comment
(decorator) @decorator

; Declarations

(function_declaration name: (_) @name body: (_) @body) @definition.function
(generator_function_declaration name: (_) @name body: (_) @body) @definition.function
(function_signature name: (_) @name) @definition.function
(class_declaration name: (_) @name body: (_) @body) @definition.class
(abstract_class_declaration name: (_) @name body: (_) @body) @definition.class
(interface_declaration name: (_) @name body: (_) @body) @definition.interface
(enum_declaration name: (_) @name body: (_) @body) @definition.enum
(type_alias_declaration name: (_) @name) @definition.type
(internal_module name: (_) @name body: (_)? @body) @definition.namespace
(module name: (_) @name body: (_)? @body) @definition.module
(import_alias . (identifier) @name) @definition.constant

; Members

((method_definition name: (_) @name body: (_) @body) @definition.constructor (#eq? @name "constructor"))
(method_definition name: (_) @name body: (_) @body) @definition.method
(class_body ((method_signature name: (_) @name) @definition.constructor (#eq? @name "constructor")))
(class_body (method_signature name: (_) @name) @definition.method)
(class_body ((abstract_method_signature name: (_) @name) @definition.constructor (#eq? @name "constructor")))
(class_body (abstract_method_signature name: (_) @name) @definition.method)

(public_field_definition
  name: (_) @name
  value: [(arrow_function body: (_) @body) (function_expression body: (_) @body) (generator_function body: (_) @body)]
  ) @definition.method
(public_field_definition name: (_) @name value: (class body: (_) @body)) @definition.field
(public_field_definition name: (_) @name value: [(object) (array)] @body) @definition.field
(public_field_definition name: (_) @name) @definition.field

(class_body
  (_
    name: (_) @_constructor
    parameters: (formal_parameters
      (_ [(accessibility_modifier) (override_modifier) "readonly"] pattern: (identifier) @name) @definition.field))
  (#eq? @_constructor "constructor"))

(interface_body (property_signature name: (_) @name) @definition.field)
(interface_body ((method_signature name: (_) @name) @definition.constructor (#eq? @name "constructor")))
(interface_body (method_signature name: (_) @name) @definition.method)
(type_alias_declaration value: (object_type (property_signature name: (_) @name) @definition.field))
(type_alias_declaration
  value: (object_type ((method_signature name: (_) @name) @definition.constructor (#eq? @name "constructor"))))
(type_alias_declaration value: (object_type (method_signature name: (_) @name) @definition.method))

(enum_body name: (_) @name @definition.enumMember)
(enum_assignment name: (_) @name) @definition.enumMember

(pair
  key: (_) @name
  value: [(arrow_function body: (_) @body) (function_expression body: (_) @body) (generator_function body: (_) @body)]
  ) @definition.method

; Variables

(variable_declarator
  name: (identifier) @name
  value: [(arrow_function body: (_) @body) (function_expression body: (_) @body) (generator_function body: (_) @body)]
  ) @definition.function
(variable_declarator name: (identifier) @name value: (class body: (_) @body)) @definition.class

(lexical_declaration kind: "const"
  (variable_declarator name: (identifier) @name value: [(object) (array)] @body) @definition.constant)
(lexical_declaration kind: "const" (variable_declarator name: (identifier) @name) @definition.constant)
(lexical_declaration kind: "const"
  (variable_declarator name: (_ [
    (identifier) @name
    (shorthand_property_identifier_pattern) @name
    (assignment_pattern left: (identifier) @name)
    (object_assignment_pattern left: (shorthand_property_identifier_pattern) @name)
    (pair_pattern value: [(identifier) @name (assignment_pattern left: (identifier) @name)])
    (rest_pattern (identifier) @name)
  ])) @definition.constant)

(variable_declarator name: (identifier) @name value: [(object) (array)] @body) @definition.variable
(variable_declarator name: (identifier) @name) @definition.variable
(variable_declarator name: (_ [
  (identifier) @name
  (shorthand_property_identifier_pattern) @name
  (assignment_pattern left: (identifier) @name)
  (object_assignment_pattern left: (shorthand_property_identifier_pattern) @name)
  (pair_pattern value: [(identifier) @name (assignment_pattern left: (identifier) @name)])
  (rest_pattern (identifier) @name)
])) @definition.variable

; Functions that become members: `Shape.prototype.area = function () {}`, `exports.area = () => {}`

((assignment_expression
  left: (member_expression object: (_) @_object property: (property_identifier) @name)
  right: [(arrow_function body: (_) @body) (function_expression body: (_) @body) (generator_function body: (_) @body)]
  ) @definition.function @export
  (#any-of? @_object "exports" "module.exports"))
((assignment_expression
  left: (member_expression object: (_) @_object property: (property_identifier) @name)
  right: [(arrow_function body: (_) @body) (function_expression body: (_) @body) (generator_function body: (_) @body)]
  ) @definition.function @export.default
  (#eq? @_object "module") (#eq? @name "exports"))
(assignment_expression
  left: (member_expression object: (_) property: (property_identifier) @name)
  right: [(arrow_function body: (_) @body) (function_expression body: (_) @body) (generator_function body: (_) @body)]
  ) @definition.method
((assignment_expression
  left: (member_expression object: (_) @_object property: (property_identifier) @name)
  right: (class body: (_) @body)) @definition.class @export.default
  (#eq? @_object "module") (#eq? @name "exports"))
((assignment_expression
  left: (member_expression object: (_) @_object property: (property_identifier) @name)
  right: (class body: (_) @body)) @definition.class @export
  (#any-of? @_object "exports" "module.exports"))
(assignment_expression
  left: (member_expression object: (_) property: (property_identifier) @name)
  right: (class body: (_) @body)) @definition.class
((assignment_expression
  left: (member_expression object: (_) @_object property: (property_identifier) @name)
  right: [(object) (array)] @body) @definition.constant @export
  (#any-of? @_object "exports" "module.exports"))
((assignment_expression
  left: (member_expression object: (_) @_object property: (property_identifier) @name)
  right: (_) @_value) @definition.constant @export
  (#any-of? @_object "exports" "module.exports")
  (#not-match? @_value "^[A-Za-z_$][A-Za-z0-9_$]*$"))

; A default export without a name is named by its keyword

(export_statement "default" @name
  value: [(arrow_function body: (_) @body) (function_expression body: (_) @body) (generator_function body: (_) @body)]
  ) @definition.function
(export_statement "default" @name value: (class body: (_) @body)) @definition.class
(export_statement "default" @name value: [(object) (array)] @body) @definition.constant
((export_statement "default" @name value: (_) @_value) @definition.constant
  (#not-match? @_value "^[A-Za-z_$][A-Za-z0-9_$]*$"))

; What is written around a declaration belongs to it

(export_statement declaration: (_) @item.inner) @item
(ambient_declaration (_) @item.inner) @item
(lexical_declaration . (variable_declarator) @item.inner .) @item
(variable_declaration . (variable_declarator) @item.inner .) @item

; What other files see

(export_statement "default") @export.default
(export_statement) @export
(export_statement declaration: (_ (variable_declarator) @export))
(export_statement declaration: (ambient_declaration (_ (variable_declarator) @export)))

((export_statement "default" value: (identifier) @export.name) @export.statement (#set! exported "default"))
((export_statement "=" (identifier) @export.name) @export.statement (#set! exported "default"))
(export_statement !source (export_clause (export_specifier name: (_) @export.name !alias))) @export.statement
(export_statement !source
  (export_clause (export_specifier name: (_) @export.name alias: (_) @export.alias))) @export.statement

((assignment_expression
  left: (member_expression object: (_) @_object property: (property_identifier) @_name)
  right: (identifier) @export.name) @export.statement
  (#eq? @_object "module") (#eq? @_name "exports") (#set! exported "default"))
((assignment_expression
  left: (member_expression object: (_) @_object property: (property_identifier) @export.alias)
  right: (identifier) @export.name) @export.statement
  (#any-of? @_object "exports" "module.exports"))
((assignment_expression
  left: (member_expression object: (_) @_object property: (property_identifier) @_name)
  right: (object [
    (shorthand_property_identifier) @export.name @export.statement
    (pair key: (_) @export.alias value: (identifier) @export.name) @export.statement]))
  (#eq? @_object "module") (#eq? @_name "exports"))
