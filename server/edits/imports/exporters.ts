import type { Place } from "../../context/workspaceView.ts";
import type { KnownNames } from "../knownNames.ts";
import type { Original } from "../original.ts";

/** Files of the same language that offer a top-level definition of the name to others, the file itself not counted. */
export function exportersOf(
  name: string,
  original: Pick<Original, "path" | "language">,
  names: KnownNames,
): readonly Place[] {
  const isPython = original.language?.folder === "python";
  const places = names.definitions(name).filter(({ file, definition }) => {
    const isSame = /\.pyi?$/.test(file.path) === isPython && file.path !== original.path;
    return isSame && definition.parent < 0 && definition.exported !== "no" && !(isPython && name.startsWith("_"));
  });
  // Overloads, and a type and a value of one name, are one thing to the importer.
  const byFile = new Map(places.map((place) => [place.file.path, place]));
  return [...byFile.values()];
}

/** Files that pass a name on may do so through others. */
const maxHops = 3;

/** Whether a file of the workspace offers a name: declares it, or passes on what it imports. Unknown files may. */
export function offers(path: string, name: string, names: KnownNames, hops = maxHops): boolean {
  const file = names.file(path);
  if (!file || hops === 0) return true;
  const isPython = /\.pyi?$/.test(path);
  const { definitions, imports } = file.tags;
  const isOffered = (exported: string) => (name === "default" ? exported === "default" : isPython || exported !== "no");
  if (definitions.some((one) => one.parent < 0 && (one.name === name || name === "default") && isOffered(one.exported)))
    return true;
  const passing = imports.filter(({ kind }) => isPython || kind === "reexport");
  if (passing.some((one) => one.names.some(({ local }) => local === name))) return true;
  if (isPython && /\/__init__\.pyi?$/.test(path) && names.moduleOf(path, `.${name}`) !== undefined) return true;
  return passing.some(({ specifier, names: passed }) => {
    if (!passed.some(({ imported, local }) => imported === "*" && (local === "*" || local === ""))) return false;
    const target = names.moduleOf(path, specifier);
    return target === undefined || offers(target, name, names, hops - 1);
  });
}
