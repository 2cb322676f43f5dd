import { languageOf, languageWithId } from "../../grammars/languages.ts";

/**
 * The group of files that can use each other's code. TypeScript and JavaScript share one, Python is a group of its own.
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
  return (languageOf(path) ?? languageWithId(languageId))?.folder ?? "";
}
