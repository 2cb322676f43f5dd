import type { ViewedFile } from "../../context/workspaceView.ts";
import type { Import } from "../../languages/tags.ts";
import type { KnownNames } from "../knownNames.ts";

/** How many files import a name so, and where the first of them does: a file, by its path, and an offset. */
type ImportedSo = { readonly count: number; readonly path: string; readonly offset: number };

/**
 * The ways in which files other than the one at `path` import a name: each by what `wayOf` calls it, undefined for an
 * import that does not have the name. So many files at most are asked.
 */
export function importedElsewhere(
  name: string,
  path: string,
  names: KnownNames,
  mostFiles: number,
  wayOf: (one: Import, file: ViewedFile) => string | undefined,
): ReadonlyMap<string, ImportedSo> {
  const found = new Map<string, ImportedSo>();
  const mentioning = names.mentionedIn(name).filter(({ relative }) => relative !== path);
  for (const { relative } of mentioning.slice(0, mostFiles)) {
    const file = names.file(relative);
    for (const one of file?.tags.imports ?? []) {
      const way = file && wayOf(one, file);
      if (way === undefined) continue;
      const known = found.get(way) ?? { count: 0, path: relative, offset: one.start };
      found.set(way, { ...known, count: known.count + 1 });
    }
  }
  return found;
}
