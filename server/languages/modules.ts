import type { Language } from "../../grammars/language.ts";
import { rulesOf } from "./languages.ts";
import type { Project } from "./project.ts";

/** The files of a folder, as resolution needs to know them. Paths are relative to the folder. */
export type Files = {
  readonly has: (path: string) => boolean;
  readonly languageOf: (path: string) => Language | undefined;
  readonly project: Project;
};

/** How a language finds modules. */
export type ModuleRules = {
  /** See `moduleOf`. */
  readonly fileOf: (files: Files, from: string, specifier: string, name?: string) => string | undefined;
  /** The file of a module inside of the one at `path`, where a module may hold others. */
  readonly inside?: (files: Files, path: string, name: string) => string | undefined;
  /** The name that a module itself is imported by, where it has one. */
  readonly nameOf?: (path: string) => string | undefined;
};

/**
 * The indexed file that an import in `from` means. Undefined for a package from elsewhere, a built-in or an asset, and
 * where a language's modules are not known. `name` is one imported name, which may itself be a module.
 */
export function moduleOf(files: Files, from: string, specifier: string, name?: string): string | undefined {
  return rulesOf(files.languageOf(from)).modules?.fileOf(files, from, specifier, name);
}
