import type { Language } from "../../../grammars/language.ts";
import { type ImportLines, type ImportPaths, importLists } from "../../languages/importing/lines.ts";
import { groupOfLanguage, languageGroupOf } from "../../languages/languageGroup.ts";
import { rulesOf } from "../../languages/languages.ts";
import type { Import, Tags } from "../../languages/tags.ts";
import type { Steps } from "../../slices/slices.ts";
import { lineEnd, lineStart } from "../../text/lines.ts";
import type { KnownNames } from "../knownNames.ts";
import { importedElsewhere } from "./importedElsewhere.ts";
import { hasMember, isLacking } from "./lackingNames.ts";
import type { LackingImport } from "./typedImport.ts";

/** A file in which an import is being typed; its tags are those without the statement. */
type TypedFile = {
  readonly path: string;
  readonly text: string;
  readonly tags: Tags;
  readonly language: Language;
};

/** More names are seldom lacking at once. */
const mostNames = 20;

/** Files that are asked by which path they import a name. */
const mostImporters = 10;

const mostImports = 3;

/** What stands right of the cursor where an import is typed at the end of its line: what editors close or end. */
const onlyEnds = /^["';)]*\s*$/;

/** A line up to the cursor that imports, and what of the path is written there. */
type BegunPath = { readonly paths: ImportPaths; readonly start: number; readonly typed: string };

/** The import by its path that a cursor ends, in a language that imports so. */
export function begunPath(text: string, offset: number, language: Language): BegunPath | undefined {
  const lines = rulesOf(language).importLines;
  const start = lineStart(text, offset);
  const before = text.slice(start, offset);
  const found = lines?.paths?.begun.exec(before);
  if (!lines?.paths || !found || !onlyEnds.test(text.slice(offset, lineEnd(text, offset)))) return undefined;
  if (!lines.begins.test(before) && !isInList(text, offset, lines)) return undefined;
  return { paths: lines.paths, start, typed: found[1] ?? "" };
}

function isInList(text: string, offset: number, { list }: ImportLines): boolean {
  return importLists(text, list).some(({ start, end }) => start < offset && offset < end);
}

type Found = { readonly path: string; readonly count: number; readonly file: string; readonly offset: number };

/** How the import goes on: with the paths of names that the file may lack, by where it uses them, in the order of their use. */
export function* typedPaths(
  file: TypedFile,
  { paths, typed }: BegunPath,
  used: ReadonlyMap<string, readonly number[]>,
  names: KnownNames,
): Steps<LackingImport[]> {
  const { path, text } = file;
  const lacking = [...used].filter(([name, uses]) => !paths.areOfPackages || hasMember(text, name, uses));
  const found: LackingImport[] = [];
  for (const [name, uses] of lacking.slice(0, mostNames)) {
    yield;
    const known = pathOf(name, file, paths, names);
    if (!known?.path.startsWith(typed) || known.path === typed) continue;
    const rest = known.path.slice(typed.length) + paths.end;
    if (found.some((other) => other.text === rest)) continue;
    if (!(yield* isLacking(file, uses))) continue;
    const place = { path: known.file, offset: known.offset };
    found.push({ text: rest, lacking: [name], isModuleKnown: known.file !== path, typed: typed.length, ...place });
    if (found.length === mostImports) break;
  }
  return found;
}

/** The path by which most files have a name, else that of the one file which declares it. */
function pathOf(name: string, file: TypedFile, paths: ImportPaths, names: KnownNames): Found | undefined {
  const found = [...importedBy(name, file, paths, names), ...declaredBy(name, file, paths, names)];
  const [first, second] = found.sort((a, b) => b.count - a.count);
  const isSure = first && (second === undefined || second.path === first.path || second.count < first.count);
  return isSure && !isSeen(first.path, name, file, paths) ? first : undefined;
}

function importedBy(
  name: string,
  { path, language }: TypedFile,
  { imported }: ImportPaths,
  names: KnownNames,
): Found[] {
  if (!imported) return [];
  const group = groupOfLanguage(language);
  const found = importedElsewhere(name, path, names, mostImporters, (one, file) => {
    const taken = languageGroupOf(file) === group ? one.names.find(({ local }) => local === name) : undefined;
    return taken && imported(one, taken, file.text.slice(one.start, one.end));
  });
  return [...found].map(([written, { count, path: file, offset }]) => ({ path: written, count, file, offset }));
}

function declaredBy(name: string, { path, language }: TypedFile, paths: ImportPaths, names: KnownNames): Found[] {
  const found = new Map<string, Found>();
  for (const { file, definition } of names.definitions(name)) {
    if (file.path === path || definition.parent >= 0 || definition.exported === "no") continue;
    if (languageGroupOf(file) !== groupOfLanguage(language)) continue;
    const written = paths.declared?.(file, name, path);
    if (written !== undefined)
      found.set(written, { path: written, count: 0, file: file.path, offset: definition.nameStart });
  }
  return [...found.values()];
}

/** True if a file sees a name without this import: it is in the same package, or in one that is imported whole. */
function isSeen(written: string, name: string, file: TypedFile, paths: ImportPaths): boolean {
  const own = paths.declared?.(file, name, file.path);
  if (own !== undefined && (own === written || own.startsWith(`${written}.`))) return true;
  const isWhole = (one: Import) => one.names.some(({ local }) => local === "*");
  return file.tags.imports.some((one) => isWhole(one) && paths.whole(one.specifier, name) === written);
}
