; A language of the tests, see queriesAlone.test.ts. The captures are explained in grammars/typescript/tags.scm.

(comment) @comment

(function_definition name: (identifier) @name body: (_) @body) @definition.function
(class_definition name: (identifier) @name body: (_) @body) @definition.class

(module [(function_definition) (class_definition)] @export)
