import { c } from "./c/language.ts";
import { cpp } from "./cpp/language.ts";
import { csharp } from "./csharp/language.ts";
import { go } from "./go/language.ts";
import { java } from "./java/language.ts";
import type { Language } from "./language.ts";
import { python } from "./python/language.ts";
import { rust } from "./rust/language.ts";
import { tsx, typescript } from "./typescript/language.ts";

/** Every language Hearth understands. To add one, add its folder and its name here. */
export const languages: readonly Language[] = [typescript, tsx, python, go, rust, java, c, cpp, csharp];

const byExtension = new Map(languages.flatMap((language) => language.extensions.map((end) => [end, language])));
const byId = new Map(languages.flatMap((language) => language.ids.map((id) => [id, language])));

/** The language of a file, by how its name ends. */
export function languageOf(path: string): Language | undefined {
  const dot = path.lastIndexOf(".");
  return dot < 0 ? undefined : byExtension.get(path.slice(dot).toLowerCase());
}

/** The language an editor means by an LSP language identifier. */
export function languageWithId(languageId: string): Language | undefined {
  return byId.get(languageId);
}
