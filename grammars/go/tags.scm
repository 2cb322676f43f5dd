; What Go declares; the captures are explained in typescript/tags.scm. Every file of a package sees all of it.

(source_file) @export.implicit

(function_declaration name: (identifier) @name body: (_)? @body) @definition.function
(method_declaration name: (field_identifier) @name body: (_)? @body) @definition.method

(type_spec name: (type_identifier) @name type: (struct_type (field_declaration_list) @body)) @definition.class
(type_spec name: (type_identifier) @name type: (interface_type)) @definition.interface
(type_spec name: (type_identifier) @name) @definition.type
(type_alias name: (type_identifier) @name) @definition.type

(field_declaration name: (field_identifier) @name) @definition.field
(field_declaration !name type: [
  (type_identifier) @name
  (qualified_type name: (type_identifier) @name)
  (generic_type type: (type_identifier) @name)
]) @definition.field
(method_elem name: (field_identifier) @name) @definition.method

(const_spec name: (identifier) @name) @definition.constant
(var_spec name: (identifier) @name value: (expression_list (func_literal body: (_) @body))) @definition.variable
(var_spec name: (identifier) @name) @definition.variable

; One declaration alone has its keyword with it

(type_declaration . (type_spec) @item.inner .) @item
(type_declaration . (type_alias) @item.inner .) @item
(const_declaration . (const_spec) @item.inner .) @item
(var_declaration . (var_spec) @item.inner .) @item
