import type { Files, ModuleRules } from "../modules.ts";
import { folderOf, joinPath, nearestFile } from "../projectFiles.ts";

/** Folders in which by custom a program looks for what it requires. */
const loadFolders = ["lib", "", "test", "spec", "app"];

/**
 * A required file is looked for below `lib` and the like in each folder around, and there in the folder of the gem that
 * is called like the path. A relative one is where it says. What is loaded has one namespace.
 */
export const rubyModules: ModuleRules = {
  fileOf: ({ has }, from, specifier) => {
    const path = specifier.endsWith(".rb") ? specifier : `${specifier}.rb`;
    if (path.startsWith(".")) return existing(has, joinPath(folderOf(from), path));
    const places = [...loadFolders, ...gemsOf(specifier)];
    return nearestFile(has, from, (folder) => places.map((place) => joinPath(folder, joinPath(place, path))));
  },
  reaches: () => true,
};

function existing(has: Files["has"], path: string): string | undefined {
  return has(path) ? path : undefined;
}

/** `rack/protection/base` may be of the gem `rack` or of `rack-protection`, whose folders are called so. */
function gemsOf(specifier: string): readonly string[] {
  const parts = specifier.split("/");
  return [1, 2].filter((count) => count <= parts.length).map((count) => `${parts.slice(0, count).join("-")}/lib`);
}
