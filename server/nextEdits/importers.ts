import type { ViewedFile, WorkspaceView } from "../context/workspaceView.ts";
import type { Import } from "../languages/tags.ts";

/** A file that takes a name from a module, and how. */
export type Importer = {
  readonly file: ViewedFile;
  /** The statements that name it. */
  readonly statements: readonly Import[];
  /** It goes by its own name in the file. */
  readonly isOwnName: boolean;
  /** Names of the module as a whole: the name is meant behind these and a dot. */
  readonly modules: readonly string[];
};

/** More files that mention a name are not looked at for what they import. */
const maxMentioning = 300;

/** A name may pass through so many files that hand it on. */
const maxHops = 3;

/**
 * The files that import `name` from the module at `path`, also through files that hand it on under the same name. The
 * module need not declare the name any more.
 */
export function* importersOf(workspace: WorkspaceView, path: string, name: string): Generator<Importer> {
  const mentioning = workspace.mentionedIn(name).filter(({ relative }) => relative !== path);
  if (mentioning.length > maxMentioning) return;
  const homes = new Set([path]);
  const done = new Set<string>();
  for (let hop = 0; hop <= maxHops; hop++) {
    const known = homes.size;
    for (const { relative } of mentioning) {
      if (done.has(relative)) continue;
      const file = workspace.file(relative);
      const importer = file && importerIn(workspace, file, name, homes);
      if (!importer) continue;
      done.add(relative);
      if (handsOn(importer, name)) homes.add(relative);
      yield importer;
    }
    if (homes.size === known) return;
  }
}

function importerIn(
  workspace: WorkspaceView,
  file: ViewedFile,
  name: string,
  homes: ReadonlySet<string>,
): Importer | undefined {
  const leads = (specifier: string, imported?: string) => {
    const module = specifier === "" ? undefined : workspace.moduleOf(file.path, specifier, imported);
    return module !== undefined && homes.has(module);
  };
  const statements: Import[] = [];
  const modules: string[] = [];
  let isOwnName = false;
  for (const statement of file.tags.imports) {
    const { specifier, names } = statement;
    for (const { imported, local } of names) {
      if (imported === name && leads(specifier, name)) {
        statements.push(statement);
        isOwnName ||= local === name;
      } else if (imported === "*" && (local === "*" || local === "") && leads(specifier)) isOwnName = true;
      else if (imported === "*" && leads(specifier)) modules.push(local);
      else if (
        imported !== name &&
        imported !== "default" &&
        imported !== "*" &&
        leads(specifier, imported) &&
        isModule(workspace, file.path, specifier, imported)
      )
        modules.push(local);
    }
  }
  return statements.length > 0 || isOwnName || modules.length > 0
    ? { file, statements, isOwnName, modules }
    : undefined;
}

/** True if an imported name is itself a module, as in Python's `from package import module`. */
function isModule(workspace: WorkspaceView, path: string, specifier: string, name: string): boolean {
  return workspace.moduleOf(path, specifier, name) !== workspace.moduleOf(path, specifier);
}

/** True if others may take the name from the importer under the same name. */
function handsOn({ file, statements }: Importer, name: string): boolean {
  if (file.path.endsWith(".py")) return true;
  return (
    statements.some(({ kind, names }) => kind === "reexport" && names.some(({ local }) => local === name)) ||
    file.tags.imports.some(
      ({ kind, specifier, names }) =>
        kind === "reexport" &&
        names.some(({ imported }) => imported === "*" || (specifier === "" && imported === name)),
    )
  );
}
