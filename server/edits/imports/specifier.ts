import { posix } from "node:path";
import type { Importing } from "../../languages/importing/rules.ts";
import { rulesOf } from "../../languages/languages.ts";
import type { KnownNames } from "../knownNames.ts";
import { type Exporter, passedOnAs } from "./exporters.ts";

/** How a file imports a name from another, and what is exported there. */
type Way = { readonly specifier: string; readonly as: Exporter["as"] };

/**
 * The ways a file imports a name from another of its workspace. Undefined where no way of writing it leads there. An
 * example is a file of a package that does not offer it.
 */
export function wayTo(into: Importing, name: string, exporter: Exporter, names: KnownNames): Way | undefined {
  const { path, tags } = into;
  const rules = rulesOf(into.language).importing;
  if (!rules) return undefined;
  const own = tags.imports.filter(({ kind }) => kind !== "dynamic" && kind !== "reexport");
  const used = own.map(({ specifier }) => specifier).filter((each) => /[^.]/.test(each) && each !== rules.first);
  const found = (specifiers: readonly string[], isMeant: (entry: string) => boolean): Way | undefined => {
    for (const specifier of specifiers) {
      const entry = names.moduleOf(path, specifier);
      const as = entry !== undefined && isMeant(entry) ? passedOnAs(entry, name, exporter, names) : undefined;
      if (as) return { specifier, as };
    }
    return undefined;
  };
  const target = exporter.file.path;
  const isTarget = (entry: string) => entry === target;
  // What stands for a folder imports what is in it, and not the reverse.
  const isApart = (entry: string) => !isIn(posix.dirname(entry), path);
  const face = faceOf(target, rules.folderFiles, names);
  return (
    found(used, isTarget) ??
    found(used, isApart) ??
    (face === undefined
      ? undefined
      : found(rules.specifiersTo(into, face, used, names), (entry) => entry === face && isApart(entry))) ??
    found(rules.specifiersTo(into, target, used, names), () => true)
  );
}

/** The file that stands for the folder of another, if there is one. */
function faceOf(target: string, folderFiles: readonly string[], names: KnownNames): string | undefined {
  const folder = posix.dirname(target);
  return folderFiles.map((each) => posix.join(folder, each)).find((each) => each !== target && names.file(each));
}

function isIn(folder: string, path: string): boolean {
  return folder === "." || path.startsWith(`${folder}/`);
}
