import type { Files, ModuleRules } from "../modules.ts";
import { folderOf } from "../projectFiles.ts";

/** The place of a file among the modules of its crate. */
type Module = {
  /** The folder of the crate's root module, with a slash at its end unless it is "". */
  readonly root: string;
  readonly path: readonly string[];
};

/** A file is a module by its place below the root of its crate; a package is a crate by the name in its Cargo.toml. */
export const rustModules: ModuleRules = {
  fileOf: ({ has, project }, from, specifier, name) => {
    const found = absolute(project, from, specifier);
    if (!found) return undefined;
    const { root, path } = found;
    const longer = name && name !== "*" ? [[...path, name]] : [];
    // `use a::b` may name the module b, and `use a::{b::C}` what b declares.
    for (const each of [...longer, path, path.slice(0, -1)]) {
      const file = fileAt(has, root, each);
      if (file !== undefined && file !== from) return file;
    }
    return undefined;
  },
  reaches: ({ project }, { path: from, imports }, to) => {
    const target = moduleOfFile(to);
    return imports.some(({ specifier }) => {
      const found = absolute(project, from, specifier);
      return found?.root === target.root && found.path.every((part, i) => part === target.path[i]);
    });
  },
  nameOf: (path) => moduleOfFile(path).path.at(-1),
};

function fileAt(has: Files["has"], root: string, path: readonly string[]): string | undefined {
  const base = root + path.join("/");
  const candidates = path.length === 0 ? [`${root}lib.rs`, `${root}main.rs`] : [`${base}.rs`, `${base}/mod.rs`];
  return candidates.find(has);
}

/** `crate::`, `self::`, `super::`, a module beside this one, or another crate of the workspace. */
function absolute(project: Files["project"], from: string, specifier: string): Module | undefined {
  const { root, path } = moduleOfFile(from);
  const [first = "", ...rest] = specifier.replace(/^::/, "").split("::");
  if (first === "crate") return { root, path: rest };
  if (first === "self") return { root, path: [...path, ...rest] };
  if (first === "super") {
    const up = rest.findIndex((part) => part !== "super");
    const levels = 1 + (up < 0 ? rest.length : up);
    return { root, path: [...path.slice(0, -levels), ...rest.slice(levels - 1)] };
  }
  for (const [folder, text] of project.filesNamed("Cargo.toml")) {
    const name = /^\s*name\s*=\s*"([^"]+)"/m.exec(text)?.[1]?.replaceAll("-", "_");
    if (name === first) return { root: `${folder === "" ? "" : `${folder}/`}src/`, path: rest };
  }
  return { root, path: [...path, first, ...rest] };
}

/** Crates begin below a folder that by custom is called so. */
const roots = /(?:^|\/)(?:src|tests|examples|benches)\/(?!.*(?:^|\/)src\/)/;

function moduleOfFile(file: string): Module {
  const found = roots.exec(file);
  const root = found ? file.slice(0, found.index + found[0].length) : folderOf(file) === "" ? "" : `${folderOf(file)}/`;
  const inCrate = file.slice(root.length).replace(/\.rs$/, "").split("/");
  if (inCrate.at(-1) === "mod") inCrate.pop();
  const isRoot = inCrate.length === 1 && /^(?:lib|main)$/.test(inCrate[0] ?? "");
  return { root, path: isRoot ? [] : inCrate };
}

/** The path of what a file declares, for files of the same crate. Each file of tests may be a crate of its own. */
export function pathInCrate(file: { readonly path: string }, name: string, importer: string): string | undefined {
  const { root, path } = moduleOfFile(file.path);
  const isOfCrate = /(?:^|\/)src\/$/.test(root) && importer.startsWith(root);
  return isOfCrate ? ["crate", ...path, name].join("::") : undefined;
}
