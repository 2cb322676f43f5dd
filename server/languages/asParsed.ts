import type { Language } from "../../grammars/language.ts";
import { rulesOf } from "./languages.ts";

/** A text as the parser of its language is to see it; as long as it is. */
export function asParsed(language: Language, text: string): string {
  return rulesOf(language).masked?.(text) ?? text;
}
