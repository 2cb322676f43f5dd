import type { ModuleRules } from "../modules.ts";
import type { Project } from "../project.ts";
import { folderOf, joinPath, nearestFile } from "../projectFiles.ts";
import { type HeaderFolders, headerFoldersIn } from "./compilerArguments.ts";

/** Folders in which by custom a compiler is told to look for headers. */
const headerFolders = ["", "include", "src", "lib", "inc"];

/**
 * Includes are found where a compiler is told to look for them, by `compile_commands.json` or `compile_flags.txt`. What is
 * not there is looked for where the including file is, then below each folder around it, in it or in a folder of headers
 * there. That needs nobody to have said anything, and finds what the usual commands do.
 */
export const cModules: ModuleRules = {
  fileOf: ({ has, project }, from, specifier) => {
    const path = nameOf(specifier);
    const told = foldersTold(project, from);
    const own = specifier.startsWith("<") ? [] : [folderOf(from), ...(told?.quoted ?? [])];
    const folders = told ? [...own, ...told.all] : [];
    return (
      folders.map((folder) => joinPath(folder, path)).find(has) ??
      nearestFile(has, from, (folder) => headerFolders.map((headers) => joinPath(folder, joinPath(headers, path))))
    );
  },
  // What is linked has one namespace, and headers pass on what they include.
  reaches: () => true,
};

function nameOf(specifier: string): string {
  return specifier.replace(/^<|>$/g, "");
}

function foldersTold(project: Project, from: string): HeaderFolders | undefined {
  for (const commands of project.compileCommands) {
    const told = commands.foldersOf(from);
    if (told) return told;
  }
  const flags = project.fileAround(from, "compile_flags.txt");
  if (!flags) return undefined;
  // Its paths are relative to its folder; a root that is called "/" leaves them so.
  return headerFoldersIn(flags.text.split(/\r?\n/), { directory: `/${flags.folder}`, roots: ["/"] });
}
