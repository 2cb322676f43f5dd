import type { ModuleRules } from "../modules.ts";
import { folderOf, joinPath, nearestFile } from "../projectFiles.ts";

/**
 * A script is read in by its path. Of a path that begins with what only the run knows (`"$(dirname "$0")/lib.sh"`) the rest
 * is looked for where the reading script is, and in the folders around it.
 */
export const bashModules: ModuleRules = {
  fileOf: ({ has }, from, specifier) => {
    const path = literalPart(specifier);
    if (path === undefined) return undefined;
    return nearestFile(has, from, (folder) => ["", ".bash", ".sh"].map((ending) => joinPath(folder, path) + ending));
  },
  // Scripts of a folder are mostly read in by one that reads them all.
  reaches: (_, { path, imports }, to) =>
    folderOf(path) === folderOf(to) || imports.some(({ specifier }) => endsIn(to, literalPart(specifier))),
};

/** What of a path is written out, behind the last expansion. Undefined where a part of a name is not. */
function literalPart(specifier: string): string | undefined {
  const bare = specifier.replace(/["']/g, "");
  const expanded = /^.*(?:\}|\)|\$\w+)/s.exec(bare)?.[0] ?? "";
  const rest = bare.slice(expanded.length);
  if (expanded !== "" && !rest.startsWith("/")) return undefined;
  const path = rest.replace(/^\/+/, "");
  return path === "" ? undefined : path;
}

function endsIn(path: string, ending: string | undefined): boolean {
  return ending !== undefined && `/${path}`.endsWith(`/${ending.replace(/^(?:\.{1,2}\/)+/, "")}`);
}
