import type { ModuleRules } from "../modules.ts";
import { folderOf, joinPath } from "../projectFiles.ts";

/** Folders in which by custom a compiler is told to look for headers. */
const headerFolders = ["", "include", "src", "lib", "inc"];

/**
 * Includes are found where the including file is, then below each folder around it, in it or in a folder of headers
 * there. That needs no list of a compiler's commands, and finds what the usual ones do.
 */
export const cModules: ModuleRules = {
  fileOf: ({ has }, from, specifier) => {
    const path = nameOf(specifier);
    for (let folder = folderOf(from); ; folder = folderOf(folder)) {
      const found = headerFolders.map((headers) => joinPath(folder, joinPath(headers, path))).find((one) => has(one));
      if (found !== undefined) return found;
      if (folder === "") return undefined;
    }
  },
  // Whoever includes a header may use what the file of the same name defines.
  reaches: (_, { path, imports }, to) => {
    const stem = stemOf(to);
    if (stemOf(path) === stem) return true;
    return imports.some(({ specifier }) =>
      `/${stem}`.endsWith(`/${stemOf(nameOf(specifier)).replace(/^(?:\.\.?\/)+/, "")}`),
    );
  },
};

function nameOf(specifier: string): string {
  return specifier.replace(/^<|>$/g, "");
}

/** The folders of sources and headers mirror each other: `include/a/b.h` and `src/a/b.cc`. */
function stemOf(path: string): string {
  return path.replace(/\.\w+$/, "").replace(/(^|\/)(?:include|src|lib|inc)\//g, "$1");
}
