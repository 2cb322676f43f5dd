import type { Files, ModuleRules } from "../modules.ts";
import { folderOf, joinPath } from "../projectFiles.ts";

/** Folders of a repository that by custom hold packages and are not packages themselves. */
const sourceFolders = ["src", "lib", "python"];

/**
 * The file of a Python module: `a.b`, `.b`, `..`. For `from a import b` it is the submodule `a.b` where there is one.
 * That holds only where `a` itself declares nothing, that is, where `a` is no file.
 */
function pythonModule(files: Files, from: string, specifier: string, name?: string): string | undefined {
  const dots = /^\.*/.exec(specifier)?.[0].length ?? 0;
  const path = specifier.slice(dots).replaceAll(".", "/");
  const bases = dots > 0 ? [joinPath(folderOf(from), "../".repeat(dots - 1))] : searchPath(files, from);
  for (const base of bases) {
    const target = joinPath(base, path);
    const file =
      moduleAt(files, target) ?? (name && name !== "*" ? moduleAt(files, joinPath(target, name)) : undefined);
    if (file) return file;
  }
  return undefined;
}

/** Python's way of finding modules. */
export const pythonModules: ModuleRules = {
  fileOf: pythonModule,
  inside: submodule,
  nameOf: (path) =>
    path
      .replace(/(\/__init__)?\.pyi?$/, "")
      .split("/")
      .at(-1),
};

/** The submodule `name` of the package whose `__init__` is at `path`. */
function submodule(files: Files, path: string, name: string): string | undefined {
  return /(^|\/)__init__\.pyi?$/.test(path) ? moduleAt(files, joinPath(folderOf(path), name)) : undefined;
}

function moduleAt({ has }: Files, target: string): string | undefined {
  const candidates = [`${target}.py`, `${target}/__init__.py`, `${target}.pyi`, `${target}/__init__.pyi`];
  return candidates.map((candidate) => candidate.replace(/^\//, "")).find(has);
}

/**
 * Where Python would look: around the outermost package that holds the file, outwards to the root, by custom beside it.
 */
function searchPath({ has }: Files, from: string): string[] {
  let folder = folderOf(from);
  while (folder !== "" && has(`${folder}/__init__.py`)) folder = folderOf(folder);
  const path = [folder];
  while (folder !== "") {
    folder = folderOf(folder);
    path.push(folder);
  }
  return [...path, ...sourceFolders];
}
