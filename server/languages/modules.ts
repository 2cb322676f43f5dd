import type { Language } from "../../grammars/language.ts";
import { rulesOf } from "./languages.ts";
import type { Project } from "./project.ts";
import type { Import } from "./tags.ts";

/** The files of a folder, as resolution needs to know them. Paths are relative to the folder. */
export type Files = {
  readonly has: (path: string) => boolean;
  readonly languageOf: (path: string) => Language | undefined;
  readonly project: Project;
};

/** A file that uses names of others, and what it imports. */
export type FileWithImports = { readonly path: string; readonly imports: readonly Import[] };

/** How a language finds modules. */
export type ModuleRules = {
  /** See `moduleOf`. Absent where an import means no single file, as in Go. */
  readonly fileOf?: (files: Files, from: string, specifier: string, name?: string) => string | undefined;
  /** See `reaches`. */
  readonly reaches?: (files: Pick<Files, "project">, from: FileWithImports, to: string) => boolean;
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
  return rulesOf(files.languageOf(from)).modules?.fileOf?.(files, from, specifier, name);
}

/**
 * True if code of one file may use what the file at `to` declares at its top without an import of that very name: the
 * files of a package see each other, and a package, a namespace or a header is imported as a whole. False where a
 * language has no such thing, or it is not known.
 */
export function reaches(files: Pick<Files, "languageOf" | "project">, from: FileWithImports, to: string): boolean {
  return rulesOf(files.languageOf(from.path)).modules?.reaches?.(files, from, to) ?? false;
}
