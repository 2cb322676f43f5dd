import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { bash } from "./bash/language.ts";
import { c } from "./c/language.ts";
import { cpp } from "./cpp/language.ts";
import { csharp } from "./csharp/language.ts";
import { go } from "./go/language.ts";
import { java } from "./java/language.ts";
import { kotlin } from "./kotlin/language.ts";
import type { Language } from "./language.ts";
import { lua } from "./lua/language.ts";
import { php } from "./php/language.ts";
import { python } from "./python/language.ts";
import { ruby } from "./ruby/language.ts";
import { rust } from "./rust/language.ts";
import { tsx, typescript } from "./typescript/language.ts";

/** To add a language, add its folder and its name here. */
const all: readonly Language[] = [
  typescript,
  tsx,
  python,
  go,
  rust,
  java,
  c,
  cpp,
  csharp,
  ruby,
  php,
  lua,
  bash,
  kotlin,
];

const require = createRequire(import.meta.url);

/**
 * Every language Hearth understands. One whose grammar is not installed, or has no binary for this machine, is one that it
 * does not: others go on.
 */
export const languages: readonly Language[] = all.filter(isInstalled);

/** The packages of grammars that are not installed, for whoever tells of it. */
export const missingGrammars: readonly string[] = [
  ...new Set(all.filter((one) => !languages.includes(one)).map((one) => one.package)),
];

function isInstalled({ package: name }: Language): boolean {
  try {
    const folder = dirname(require.resolve(`${name}/package.json`));
    const binaries = [join(folder, "prebuilds", `${process.platform}-${process.arch}`), join(folder, "build/Release")];
    return binaries.some((binary) => existsSync(binary));
  } catch {
    return false; // told of by `missingGrammars`
  }
}

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
