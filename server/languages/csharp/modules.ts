import type { ModuleRules } from "../modules.ts";
import { folderOf } from "../projectFiles.ts";

/**
 * A namespace is by custom the folders of its files below a project, whose name stands before them: `Shop.Core.Data` is
 * `src/Shop.Core/Data`. What no folder is called so belongs to the root namespace of a project.
 */
export const csharpModules: ModuleRules = {
  reaches: (_, { path, imports }, to) => {
    const target = namespaceOf(folderOf(to));
    const own = namespaceOf(folderOf(path));
    if (own === target || own.startsWith(`${target}.`)) return true;
    return imports.some(
      ({ specifier }) => target === specifier || target.endsWith(`.${specifier}`) || isRoot(specifier, target),
    );
  },
};

/** Folders as a namespace, without those that only hold projects. */
function namespaceOf(folder: string): string {
  return folder.replace(/^(?:src|source|lib|test|tests)\//, "").replaceAll("/", ".");
}

/** `using Shop;` means the folder of the project `Shop`, and with `Shop.Data` its folder `Data`. */
function isRoot(specifier: string, target: string): boolean {
  return specifier.startsWith(`${target}.`) || target.startsWith(`${specifier}.`);
}
