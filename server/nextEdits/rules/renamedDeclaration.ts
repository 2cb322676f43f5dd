import { type Bindings, bindings, scopeAt } from "../../edits/scopes/bindings.ts";
import type { NameRules, Node } from "../../languages/nameRules.ts";
import { Slices } from "../../slices/slices.ts";
import { lineNumberAt } from "../../text/lines.ts";
import type { CodeFiles, CodeWithTree } from "../codeFiles.ts";
import { type Importer, importersOf } from "../importers.ts";
import { startsOf } from "../lateRanges.ts";
import type { FoundEdit, NextEditQuestion, NextEditRule } from "../nextEdits.ts";
import { areAlike, nameTheSame, type Rename, renameIn } from "../renames.ts";
import { importAround, nameNodeAt, wholeWords } from "../syntax.ts";
import { ownerOf } from "../uses.ts";

/**
 * A declaration has another name now: what still uses the old one, and means it, takes the new one. Imports are
 * declarations too.
 *
 *     export function priceOf(order) {}     →   export function totalOf(order) {}
 *     import { priceOf } from "./order";    →   import { totalOf } from "./order";
 */
export const renamedDeclaration: NextEditRule = {
  name: "renamed declaration",
  find: async (asked) => {
    const found = await usesOfRenamed(asked, isRename);
    // Who renames a property by hand may mean its name, or what it is given.
    return found.filter((edit) => !edit.isProperty);
  },
  alike: (asked) => usesOfRenamed(asked, mayBeRename),
};

type IsRename = (asked: NextEditQuestion, rename: Rename, count: number) => boolean;

/** `isProperty` is set where a name is that of a property too, as in `{ name }`. */
type FoundUse = FoundEdit & { readonly isProperty?: boolean };

async function usesOfRenamed(asked: NextEditQuestion, isMeant: IsRename): Promise<FoundUse[]> {
  const found: FoundUse[] = [];
  const all = asked.all.flatMap((one) => renameIn(one) ?? []);
  const late = asked.late.flatMap((one) => renameIn(one) ?? []);
  // A use that takes the new name speaks for the declaration, whenever that was changed.
  const wanted = all.filter((one) => late.some((other) => isSameRename(one, other)));
  for (const rename of wanted) {
    const same = wanted.filter((one) => isSameRename(one, rename));
    if (isMeant(asked, rename, same.length)) found.push(...(await usesOfOld(asked, rename)));
  }
  return found;
}

function isSameRename(a: Rename, b: Rename): boolean {
  return a.oldName === b.oldName && a.newName === b.newName;
}

/**
 * The same thing under another name, and not another thing in its place. Where the names have little in common, one
 * more place must have been changed so.
 */
function isRename(asked: NextEditQuestion, rename: Rename, count: number): boolean {
  const { oldName, newName, likeness } = rename;
  if (!mayBeRename(asked, rename, count) || isLeftOfMore(asked, rename) || isMarkedUnused(asked, rename)) return false;
  return count > 1 || (nameTheSame(oldName, newName) && (likeness === 1 || !isInImport(asked, rename)));
}

/** Where nothing else of the line has changed it may declare the same by any name. */
function mayBeRename(asked: NextEditQuestion, rename: Rename, count: number): boolean {
  const { key, oldName, newName, likeness } = rename;
  const base = asked.changes.find((one) => one.key === key)?.base ?? "";
  if ([...wholeWords(base, newName, 0, base.length)].length > 0) return false;
  if (count > 1) return true;
  if (!isInImport(asked, rename)) return likeness === 1 || areAlike(oldName, newName);
  // What can still be imported by the old name was exchanged for something else.
  const isStillThere = asked.files.workspace.definitions(oldName).some((one) => one.definition.exported !== "no");
  return areAlike(oldName, newName) && !isStillThere;
}

/**
 * An import in the place of more lines may stand for any of the names that these had.
 *
 *     import * as v0 from "valibot0";
 *     import * as v1 from "valibot1";   →   import * as v from "valibot";
 */
function isLeftOfMore(asked: NextEditQuestion, rename: Rename): boolean {
  const { key, step, old } = rename;
  if (!isInImport(asked, rename)) return false;
  const change = asked.changes.find((one) => one.key === key);
  const line = change ? lineNumberAt(startsOf(change).old, old.start) : 0;
  const lines = change?.lines.find((one) => one.step === step && one.oldStart <= line && line < one.oldEnd);
  return lines !== undefined && lines.oldEnd - lines.oldStart > lines.newEnd - lines.newStart;
}

/** A parameter that begins with `_` now is said to have no uses. */
function isMarkedUnused({ files }: NextEditQuestion, { key, oldName, newName, now }: Rename): boolean {
  if (newName !== `_${oldName}`) return false;
  const tags = files.workspace.file(key)?.tags;
  return !tags?.definitions.some(({ nameStart }) => nameStart === now.start);
}

function isInImport({ files }: NextEditQuestion, { key, now }: Rename): boolean {
  const file = files.workspace.file(key);
  return file !== undefined && importAround(file.tags, now) !== undefined;
}

async function usesOfOld({ files }: NextEditQuestion, rename: Rename): Promise<FoundUse[]> {
  const code = await files.code(rename.key);
  const node = code && nameNodeAt(code, rename.now.start, rename.newName);
  if (!code?.names || !node) return [];
  const role = code.names.names.has(node.type) ? code.names.role(node) : undefined;
  if (role?.kind !== "declaration") return [];
  const own = await leftIn(code, role.scope, rename, code.names);
  const definition = code.tags.definitions.find(({ nameStart }) => nameStart === rename.now.start);
  const isShared = own !== undefined && definition?.parent === -1 && definition.exported === "named";
  const others = isShared ? await renamedInImporters(files, rename) : [];
  return [...(own ?? []), ...others];
}

/** The uses in the file of the declaration. Undefined where the old name is still declared there. */
async function leftIn(
  { path, ...code }: CodeWithTree,
  scope: Node,
  rename: Rename,
  rules: NameRules,
): Promise<FoundUse[] | undefined> {
  const { oldName } = rename;
  const found = await bindings(code, rules, oldName, new Slices());
  if (found.declarations.some((one) => one.scope.id === scope.id)) return undefined;
  if (rules.globals.has(oldName)) return [];
  return found.references
    .map(({ node }) => node)
    .filter((node) => scope.startIndex <= node.startIndex && node.endIndex <= scope.endIndex)
    .filter((node) => scopeAt(found, node, rules) === undefined && rules.sees(scope, node))
    .map((node) => replaced(path, node, rename, rules));
}

/** A declaration at the top of the file `key`. */
type RenamedThere = Pick<Rename, "key" | "oldName" | "newName">;

/** The imports and uses in files that import a declaration which is named otherwise now. */
export async function renamedInImporters(files: CodeFiles, rename: RenamedThere): Promise<FoundUse[]> {
  const found: FoundUse[] = [];
  const slices = new Slices();
  for (const importer of importersOf(files.workspace, rename.key, rename.oldName)) {
    await slices.restIfDue();
    const code = await files.code(importer.file.path);
    if (code?.names)
      found.push(
        ...inImporter(code, code.names, importer, rename, await bindings(code, code.names, rename.oldName, slices)),
      );
  }
  return found;
}

function inImporter(
  code: CodeWithTree,
  rules: NameRules,
  { statements, isOwnName, modules }: Importer,
  rename: RenamedThere,
  bound: Bindings,
): FoundUse[] {
  const { path, tree } = code;
  const { oldName } = rename;
  const found: FoundUse[] = [];
  for (const statement of statements) {
    const node = importedName(code, statement, oldName);
    if (node)
      found.push({
        path,
        start: node.startIndex,
        end: node.endIndex,
        newText: rename.newName,
        because: because(rename),
      });
  }
  if (isOwnName) {
    const root = tree.rootNode.id;
    for (const { node } of bound.references) {
      const scope = scopeAt(bound, node, rules);
      if (scope === undefined || scope.id === root) found.push(replaced(path, node, rename, rules));
    }
  }
  if (modules.length > 0) found.push(...behindModules(code, modules, rename));
  return found;
}

/** The name that a statement imports, and not one that it gives it. */
function importedName(
  code: CodeWithTree,
  { start, end }: { readonly start: number; readonly end: number },
  name: string,
): Node | undefined {
  for (const at of wholeWords(code.text, name, start, end)) {
    const node = nameNodeAt(code, at, name);
    const parent = node?.parent;
    if (!node || !parent) continue;
    const isAlias = parent.childForFieldName("alias")?.id === node.id;
    if (!isAlias && /string/.test(node.type) === false) return node;
  }
  return undefined;
}

function behindModules(code: CodeWithTree, modules: readonly string[], rename: RenamedThere): FoundEdit[] {
  const { path, text } = code;
  return [...wholeWords(text, rename.oldName, 0, text.length)].flatMap((start) => {
    const owner = ownerOf(text, start);
    if (owner === undefined || !modules.includes(owner) || !nameNodeAt(code, start, rename.oldName)) return [];
    return [{ path, start, end: start + rename.oldName.length, newText: rename.newName, because: because(rename) }];
  });
}

function replaced(path: string, node: Node, rename: RenamedThere, rules: NameRules): FoundUse {
  const kept = rules.kept?.(node, rename.oldName, rename.newName);
  const newText = kept ?? rename.newName;
  const isProperty = kept !== undefined;
  return { path, start: node.startIndex, end: node.endIndex, newText, because: because(rename), isProperty };
}

function because({ oldName, newName }: RenamedThere): string {
  return `What was declared as \`${oldName}\` is \`${newName}\` now.`;
}
