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
  // What is linked has one namespace, and headers pass on what they include.
  reaches: () => true,
};

function nameOf(specifier: string): string {
  return specifier.replace(/^<|>$/g, "");
}
