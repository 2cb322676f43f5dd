import type { ModuleRules } from "../modules.ts";
import { folderOf } from "../projectFiles.ts";

/** Files of a folder are a package, which is imported by the path of its module and the folder in it. */
export const goModules: ModuleRules = {
  reaches: ({ project }, { path, imports }, to) => {
    const [home, folder] = [folderOf(path), folderOf(to)];
    if (home === folder) return true;
    const module = project.fileAround(to, "go.mod");
    const name = module && /^module\s+"?([^\s"]+)/m.exec(module.text)?.[1];
    if (!module || name === undefined) return imports.some(({ specifier }) => endsIn(specifier, folder));
    const inModule = module.folder === "" ? folder : folder.slice(module.folder.length + 1);
    const packagePath = inModule === "" ? name : `${name}/${inModule}`;
    return imports.some(({ specifier }) => specifier === packagePath);
  },
};

function endsIn(specifier: string, folder: string): boolean {
  return folder !== "" && `/${specifier}`.endsWith(`/${folder}`);
}
