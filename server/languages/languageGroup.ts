import type { Language } from "../../grammars/language.ts";
import { languageOf, languageWithId } from "../../grammars/languages.ts";

/**
 * The group of files that can use each other's code. TypeScript and JavaScript share one, as do C and C++; others are
 * a group of their own.
 */
export type LanguageGroup = string;

/** The group of a file, by how its name ends, else by what its editor says that it is. */
export function languageGroupOf({
  path,
  languageId = "",
}: {
  readonly path: string;
  readonly languageId?: string;
}): LanguageGroup {
  return groupOfLanguage(languageOf(path) ?? languageWithId(languageId));
}

/** The group of a language's files. */
export function groupOfLanguage(language: Language | undefined): LanguageGroup {
  return language?.group ?? language?.folder ?? "";
}
