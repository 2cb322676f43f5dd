import { rulesOf } from "../languages/languages.ts";
import { type ModuleRules, moduleOf, reaches } from "../languages/modules.ts";
import type { Definition, Import, ImportedName } from "../languages/tags.ts";
import type { FolderView } from "./folderView.ts";

/** The origin of a name: a definition in a file. It is the file itself where the name stands for a whole module. */
type Resolved = { readonly path: string; readonly definition?: Definition };

/** A name may pass through so many files that only hand it on before it is found. */
const maxReexports = 3;

/**
 * The meaning of `name` in the file at `path`: what it imports under that name, its own top-level definition, or that
 * of a file which it sees as a whole. The
 * order matters, since `const { name } = require("./a")` is both.
 */
export function resolve(view: FolderView, path: string, name: string): Resolved | undefined {
  return imported(view, path, name, maxReexports + 1) ?? own(view, path, name) ?? reached(view, path, name);
}

/** What the one file declares that this one sees without an import of the name; nothing where several do. */
function reached(view: FolderView, path: string, name: string): Resolved | undefined {
  if (!modulesOf(view, path)?.reaches) return undefined;
  const from = { path, imports: view.tags(path)?.imports ?? [] };
  const isReached = (found: Resolved) => found.path !== path && found.definition && found.definition.parent < 0;
  const [first, ...others] = view.definitions(name).filter((it) => isReached(it) && reaches(view, from, it.path));
  return first && others.every((it) => it.path === first.path) ? first : undefined;
}

/** All top-level definitions of the name are one thing to the importer (overloads, a type and a value): the first. */
function own(view: FolderView, path: string, name: string): Resolved | undefined {
  const definition = view.tags(path)?.definitions.find((it) => it.name === name && it.parent < 0);
  return definition && { path, definition };
}

/** The file's import of `name`. `hops` is how many files may still be entered. */
function imported(view: FolderView, path: string, name: string, hops: number): Resolved | undefined {
  const imports = view.tags(path)?.imports.filter((it) => it.kind !== "reexport") ?? [];
  return through(view, path, imports, name, hops);
}

/** A module's export of `name`; `default` is its default export. */
function offered(view: FolderView, path: string, name: string, hops: number): Resolved | undefined {
  const tags = view.tags(path);
  if (!tags) return undefined;
  const definition = tags.definitions.find(
    (it) => it.parent < 0 && (name === "default" ? it.exported === "default" : it.name === name),
  );
  if (definition) return { path, definition };
  const reexports = tags.imports.filter((it) => it.kind === "reexport");
  const local = reexports.filter((it) => it.specifier === "").flatMap((it) => it.names.filter((n) => n.local === name));
  const renamed = local.map(({ imported }) => own(view, path, imported)).find((it) => it);
  return (
    renamed ??
    through(view, path, reexports, name, hops) ??
    imported(view, path, name, hops) ?? // Python hands on what it imports
    submodule(view, path, name)
  );
}

/** Follows the imports that bind `name`, the explicit ones first, then each `*`. */
function through(
  view: FolderView,
  path: string,
  imports: readonly Import[],
  name: string,
  hops: number,
): Resolved | undefined {
  if (hops === 0) return undefined;
  const explicit = imports.flatMap((it) => it.names.filter((n) => n.local === name).map((n) => [it, n] as const));
  const stars = imports.flatMap((it) =>
    it.names.filter(isStar).map(() => [it, { imported: name, local: name }] as const),
  );
  for (const [{ specifier }, { imported: wanted }] of [...explicit, ...stars]) {
    if (specifier === "") continue;
    const target = moduleOf(view, path, specifier, wanted);
    if (target === undefined || target === path) continue;
    const found =
      wanted === "*" ? { path: target } : (offered(view, target, wanted, hops - 1) ?? whole(view, target, wanted));
    if (found) return found;
  }
  return undefined;
}

/** `import x from` means a module without a default export as a whole, and a module with a name by its own. */
function whole(view: FolderView, path: string, wanted: string): Resolved | undefined {
  return wanted === "default" || modulesOf(view, path)?.nameOf?.(path) === wanted ? { path } : undefined;
}

function submodule(view: FolderView, path: string, name: string): Resolved | undefined {
  const file = modulesOf(view, path)?.inside?.(view, path, name);
  return file === undefined ? undefined : { path: file };
}

function modulesOf(view: FolderView, path: string): ModuleRules | undefined {
  return rulesOf(view.languageOf(path)).modules;
}

function isStar({ imported, local }: ImportedName): boolean {
  return imported === "*" && (local === "*" || local === "");
}
