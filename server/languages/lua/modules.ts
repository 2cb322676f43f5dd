import type { ModuleRules } from "../modules.ts";
import { joinPath, nearestFile } from "../projectFiles.ts";

/** Folders in which by custom modules are; `lua` is that of Neovim's plugins. */
const moduleFolders = ["", "lua", "src", "lib"];

/** A module is a file, or `init.lua` in a folder, below the folders around; its dots part folders. */
export const luaModules: ModuleRules = {
  fileOf: ({ has }, from, specifier) => {
    const names = specifier.endsWith(".lua") ? [specifier] : filesOf(specifier.replaceAll(".", "/"));
    return nearestFile(has, from, (folder) =>
      moduleFolders.flatMap((place) => names.map((name) => joinPath(folder, joinPath(place, name)))),
    );
  },
  nameOf: (path) =>
    path
      .replace(/(?:\/init)?\.lua$/, "")
      .split("/")
      .at(-1),
};

function filesOf(path: string): readonly string[] {
  return [`${path}.lua`, `${path}/init.lua`];
}
