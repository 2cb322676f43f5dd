; What Rust declares; the captures are explained in typescript/tags.scm.

(attribute_item) @decorator

(function_item name: (identifier) @name body: (_) @body) @definition.function
(function_signature_item name: (identifier) @name) @definition.function

(struct_item name: (type_identifier) @name body: (field_declaration_list)? @body) @definition.class
(union_item name: (type_identifier) @name body: (_) @body) @definition.class
(enum_item name: (type_identifier) @name body: (_) @body) @definition.enum
(enum_variant name: (identifier) @name) @definition.enumMember
(field_declaration name: (field_identifier) @name) @definition.field

(trait_item name: (type_identifier) @name body: (_) @body) @definition.interface
(impl_item type: [
  (type_identifier) @name
  (generic_type type: (type_identifier) @name)
  (generic_type type: (scoped_type_identifier name: (type_identifier) @name))
  (scoped_type_identifier name: (type_identifier) @name)
  (reference_type type: (type_identifier) @name)
  (reference_type type: (generic_type type: (type_identifier) @name))
] body: (_) @body) @definition.class
(associated_type name: (type_identifier) @name) @definition.type
(type_item name: (type_identifier) @name) @definition.type

(mod_item name: (identifier) @name body: (_) @body) @definition.namespace
(macro_definition name: (identifier) @name) @definition.function

(const_item name: (identifier) @name) @definition.constant
(static_item name: (identifier) @name) @definition.variable

; What other modules see

(function_item (visibility_modifier)) @export
(struct_item (visibility_modifier)) @export
(union_item (visibility_modifier)) @export
(enum_item (visibility_modifier)) @export
(trait_item (visibility_modifier)) @export
(type_item (visibility_modifier)) @export
(mod_item (visibility_modifier)) @export
(const_item (visibility_modifier)) @export
(static_item (visibility_modifier)) @export
