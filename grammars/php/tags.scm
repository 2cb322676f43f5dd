; What PHP declares; the captures are explained in typescript/tags.scm. Files of a namespace see all of it.

(program) @export.implicit

(class_declaration name: (name) @name body: (_) @body) @definition.class
(trait_declaration name: (name) @name body: (_) @body) @definition.class
(interface_declaration name: (name) @name body: (_) @body) @definition.interface
(enum_declaration name: (name) @name body: (_) @body) @definition.enum
(enum_case name: (name) @name) @definition.enumMember

((method_declaration name: (name) @name body: (_)? @body) @definition.constructor (#eq? @name "__construct"))
(method_declaration name: (name) @name body: (_)? @body) @definition.method
(function_definition name: (name) @name body: (_) @body) @definition.function

(property_declaration (property_element name: (variable_name (name) @name))) @definition.field
(method_declaration parameters: (formal_parameters
  (property_promotion_parameter name: (variable_name (name) @name)) @definition.field))
(const_declaration (const_element (name) @name)) @definition.constant
((function_call_expression
  function: (name) @_define
  arguments: (arguments (argument (string) @name))) @definition.constant
  (#eq? @_define "define") (#match? @name "^.[A-Z_][A-Z0-9_]*.$"))
