import type { LocalRules } from "../localName.ts";

/** Names that functions of Python introduce. */
export const pythonLocals: LocalRules = {
  // `name` in `f(name=1)`.
  isProperty: ({ parent, startIndex }) => parent?.type === "keyword_argument" && parent.startIndex === startIndex,
  // What an expression assigns outlives the comprehension around it.
  outlives: ({ parent }, { type }) =>
    parent?.type === "named_expression" && /_comprehension$|^generator_expression$/.test(type),
  bindsInFile: ({ type }) => !/_definition$|^comment$|^import/.test(type),
  holdsParameter: ({ type }) => type.endsWith("_splat_pattern"),
};
