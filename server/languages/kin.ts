import { languageOf, languageWithId } from "../../grammars/languages.ts";

/** What files have in common that can use each other's code: TypeScript and JavaScript do, Python is its own kin. */
export type Kin = string;

/** The kin of a file by how its name ends, else by what its editor says that it is. */
export function kinOf({ path, languageId = "" }: { readonly path: string; readonly languageId?: string }): Kin {
  return (languageOf(path) ?? languageWithId(languageId))?.folder ?? "";
}
