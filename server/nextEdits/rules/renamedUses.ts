import { bindings, isUnresolved } from "../../edits/scopes/bindings.ts";
import type { Definition } from "../../languages/tags.ts";
import { Slices } from "../../slices/slices.ts";
import type { CodeFiles } from "../codeFiles.ts";
import type { FoundEdit, NextEditQuestion, NextEditRule } from "../nextEdits.ts";
import { nameTheSame, type Rename, renameIn } from "../renames.ts";
import { importAround } from "../syntax.ts";
import { usesAtHome, usesOfUndeclared } from "../uses.ts";
import { renamedInImporters } from "./renamedDeclaration.ts";

/**
 * A use or an import has a new name that nobody declares, and the old one is declared in one place: so that declaration
 * takes the new name, and all that means it.
 *
 *     import { priceOf } from "./order";    →   import { totalOf } from "./order";
 *     export function priceOf(order) {}     →   export function totalOf(order) {}
 */
export const renamedUses: NextEditRule = {
  name: "renamed uses",
  find: async (asked) => {
    const found: FoundEdit[] = [];
    const tried = new Set<string>();
    for (const late of asked.late) {
      const rename = renameIn(late);
      if (!rename || tried.has(`${rename.oldName} ${rename.newName}`)) continue;
      tried.add(`${rename.oldName} ${rename.newName}`);
      const meant = speaksForAll(asked, rename) ? await declarationOf(asked.files, rename) : undefined;
      if (meant) found.push(...(await renamed(asked, rename, meant.path, meant.definition)));
    }
    return found;
  },
};

/** One use that takes a new name may be the first of another thing; an import names nothing else. */
function speaksForAll({ all, files }: NextEditQuestion, rename: Rename): boolean {
  const { key, oldName, newName, now } = rename;
  if (!nameTheSame(oldName, newName)) return false;
  const tags = files.workspace.file(key)?.tags;
  if (tags && importAround(tags, now)) return true;
  return all.filter((one) => one.oldText === oldName && one.newText === newName).length > 1;
}

type Meant = { readonly path: string; readonly definition: Definition };

/** The one declaration of the old name, if the new one means nothing where it stands. */
async function declarationOf(files: CodeFiles, rename: Rename): Promise<Meant | undefined> {
  const { key, oldName, newName, now } = rename;
  const { workspace } = files;
  const [only, ...more] = workspace.definitions(oldName);
  if (!only || more.length > 0 || workspace.definitions(newName).length > 0) return undefined;
  const { file, definition } = only;
  if (definition.parent >= 0 || (file.path !== key && definition.exported !== "named")) return undefined;
  const code = await files.code(key);
  if (!code?.names || code.names.globals.has(newName)) return undefined;
  const statement = importAround(code.tags, now);
  const isOfHome = (specifier: string) => workspace.moduleOf(key, specifier, oldName) === file.path;
  const isImported = code.tags.imports.some(
    (one) =>
      isOfHome(one.specifier) && one.names.some(({ imported, local }) => imported === newName && local === newName),
  );
  if (statement) return isImported ? { path: file.path, definition } : undefined;
  const bound = await bindings(code, code.names, newName, new Slices());
  const use = bound.references.find(({ node }) => node.startIndex === now.start);
  if (!use) return undefined;
  const isUnknown = isUnresolved(bound, use, code.names) && file.path === key;
  return isUnknown || isImported ? { path: file.path, definition } : undefined;
}

async function renamed(
  { files }: NextEditQuestion,
  { key, oldName, newName }: Rename,
  path: string,
  definition: Definition,
): Promise<FoundEdit[]> {
  const because = `\`${newName}\` is declared nowhere, and \`${oldName}\` in one place.`;
  const to = (path: string, start: number, end: number) => ({ path, start, end, newText: newName, because });
  const [home, code] = [await files.code(path), key === path ? undefined : await files.code(key)];
  const own = home?.names ? await usesAtHome(home, definition, new Slices()) : [];
  const here = code ? await usesOfUndeclared(code, oldName) : [];
  return [
    ...here.map((node) => to(key, node.startIndex, node.endIndex)),
    to(path, definition.nameStart, definition.nameEnd),
    ...own.map(({ node }) => to(path, node.startIndex, node.endIndex)),
    ...(definition.exported === "named" ? await renamedInImporters(files, { key: path, oldName, newName }) : []),
  ];
}
