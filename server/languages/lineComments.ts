import type { Language } from "../../grammars/language.ts";
import type { LineComments } from "../text/brackets.ts";

/** How brackets are read in a language: with comments of one kind, or of both where it has neither. */
export function lineCommentsOf(language: Language | undefined): LineComments {
  if (language?.lineComment === "#") return ["#"];
  return language?.lineComment === "//" ? ["//"] : ["//", "#"];
}
