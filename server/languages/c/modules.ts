import type { ModuleRules } from "../modules.ts";
import { joinPath, nearestFile } from "../projectFiles.ts";

/** Folders in which by custom a compiler is told to look for headers. */
const headerFolders = ["", "include", "src", "lib", "inc"];

/**
 * Includes are found where the including file is, then below each folder around it, in it or in a folder of headers
 * there. That needs no list of a compiler's commands, and finds what the usual ones do.
 */
export const cModules: ModuleRules = {
  fileOf: ({ has }, from, specifier) => {
    const path = nameOf(specifier);
    return nearestFile(has, from, (folder) =>
      headerFolders.map((headers) => joinPath(folder, joinPath(headers, path))),
    );
  },
  // What is linked has one namespace, and headers pass on what they include.
  reaches: () => true,
};

function nameOf(specifier: string): string {
  return specifier.replace(/^<|>$/g, "");
}
