import type { Language } from "../../grammars/language.ts";
import type { Project } from "./project.ts";
import { pythonModule } from "./python/modules.ts";
import { scriptModule } from "./typescript/modules.ts";

/** What resolution needs to know of a folder. Paths are relative to it. */
export type Files = {
  readonly has: (path: string) => boolean;
  readonly languageOf: (path: string) => Language | undefined;
  readonly project: Project;
};

/**
 * The indexed file that an import in `from` means, or undefined: a package from elsewhere, a built-in, an asset.
 * `name` is one imported name, which in Python may itself be a module.
 */
export function moduleOf(files: Files, from: string, specifier: string, name?: string): string | undefined {
  if (files.languageOf(from)?.ids[0] === "python") return pythonModule(files, from, specifier, name);
  return scriptModule(files, from, specifier);
}
