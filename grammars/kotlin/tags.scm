; What Kotlin declares; the captures are explained in typescript/tags.scm. Files of a package see all of it.

(source_file) @export.implicit

(class_declaration "interface" name: (identifier) @name (class_body)? @body) @definition.interface
(class_declaration name: (identifier) @name (enum_class_body) @body) @definition.enum
(class_declaration name: (identifier) @name (class_body)? @body) @definition.class
(object_declaration name: (identifier) @name (class_body)? @body) @definition.class
(enum_entry (identifier) @name (class_body)? @body) @definition.enumMember

; The name of `fun <T> List<T>.first()` is lost on this grammar, which sees an empty one.
((function_declaration name: (identifier) @name (function_body)? @body) @definition.function (#match? @name "."))

(class_parameter ["val" "var"] (identifier) @name) @definition.field
(property_declaration (variable_declaration (identifier) @name)) @definition.variable
(property_declaration (multi_variable_declaration (variable_declaration (identifier) @name))) @definition.variable
(type_alias type: (identifier) @name) @definition.type
