import { isObject } from "../../../base/json.ts";
import type { Files, ModuleRules } from "../modules.ts";
import type { Project } from "../project.ts";
import { folderOf, joinPath, nearestFile, parseObject, strings } from "../projectFiles.ts";

/** A namespace and a folder that has its classes, both as `composer.json` writes them. */
type Home = { readonly prefix: string; readonly folder: string };

/**
 * A class is where `composer.json` says that its namespace is (PSR-4), else in folders that are called like it. A file is
 * included by its path, of which what stands before the first literal is taken for the folder of the including file.
 */
export const phpModules: ModuleRules = {
  fileOf: (files, from, specifier, name) => {
    if (isPath(specifier)) return included(files.has, from, specifier);
    const isWhole = name === undefined || name === "*" || specifier === name || specifier.endsWith(`\\${name}`);
    for (const each of isWhole ? [specifier] : [`${specifier}\\${name}`, specifier]) {
      const found = classFile(files, from, each.replace(/^\\/, ""));
      if (found !== undefined) return found;
    }
    return undefined;
  },
  reaches: ({ project }, { path, imports }, to) => {
    if (folderOf(path) === folderOf(to)) return true;
    const own = imports.find(
      ({ specifier, names }) => names.some(({ imported }) => imported === "*") && !isPath(specifier),
    );
    // Without a namespace everything without one is seen.
    if (!own) return namespaceOf(project, to) === undefined;
    return namespaceOf(project, to) === own.specifier;
  },
};

/** True for what is included, false for what is used. */
function isPath(specifier: string): boolean {
  return !specifier.includes("\\") && /[/.]/.test(specifier);
}

function included(has: Files["has"], from: string, specifier: string): string | undefined {
  const path = specifier.replace(/^\/+/, "");
  return nearestFile(has, from, (folder) => [joinPath(folder, path)]);
}

function classFile({ has, project }: Files, from: string, name: string): string | undefined {
  for (const { prefix, folder } of homesOf(project)) {
    if (!name.startsWith(prefix)) continue;
    const path = joinPath(folder, `${name.slice(prefix.length).replaceAll("\\", "/")}.php`);
    if (has(path)) return path;
  }
  const parts = name.split("\\");
  // The bare name of a class alone says too little, unless it has no other.
  const ends = parts.slice(0, Math.max(1, parts.length - 1)).map((_, at) => `${parts.slice(at).join("/")}.php`);
  const mayBe = (path: string) => has(path) && (parts.length > 1 || !namespaceOf(project, path));
  return nearestFile(mayBe, from, (folder) => ends.map((end) => joinPath(folder, end)));
}

/** The namespace that a file's folder has by the project; undefined where that says nothing. */
function namespaceOf(project: Project, path: string): string | undefined {
  const folder = folderOf(path);
  for (const home of homesOf(project)) {
    const isWithin = home.folder === "" || folder === home.folder || folder.startsWith(`${home.folder}/`);
    if (!isWithin) continue;
    const inner = folder.slice(home.folder === "" ? 0 : home.folder.length + 1).replaceAll("/", "\\");
    return `${home.prefix}${inner}`.replace(/\\$/, "");
  }
  return undefined;
}

/** The innermost folders and the longest namespaces first. */
function homesOf(project: Project): readonly Home[] {
  const known = homes.get(project);
  if (known) return known;
  const found = [...project.filesNamed("composer.json")].flatMap(([folder, text]) => homesIn(folder, text));
  found.sort((a, b) => b.prefix.length - a.prefix.length || b.folder.length - a.folder.length);
  homes.set(project, found);
  return found;
}

/** A project is immutable, and asked for each name. */
const homes = new WeakMap<Project, readonly Home[]>();

function homesIn(root: string, text: string): Home[] {
  const json = parseObject(text) ?? {};
  return ["autoload", "autoload-dev"].flatMap((key) => {
    const autoload = json[key];
    if (!isObject(autoload) || !isObject(autoload["psr-4"])) return [];
    return Object.entries(autoload["psr-4"]).flatMap(([prefix, folders]) =>
      strings(folders).map((folder) => ({ prefix, folder: joinPath(root, folder) })),
    );
  });
}
