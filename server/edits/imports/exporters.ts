import { languageOf } from "../../../grammars/languages.ts";
import type { ViewedFile } from "../../context/workspaceView.ts";
import type { ExportedFrom, ExportRules } from "../../languages/importing/rules.ts";
import { groupOfLanguage, languageGroupOf } from "../../languages/languageGroup.ts";
import { rulesOf } from "../../languages/languages.ts";
import type { Definition } from "../../languages/tags.ts";
import type { KnownNames } from "../knownNames.ts";
import type { Original } from "../original.ts";

/** A definition of the workspace that others may import. */
export type Exporter = ExportedFrom<ViewedFile>;

/** A name that so many files mention is found by its definition only. Reading all of them would take too long. */
const maxMentioning = 50;

/**
 * Files of the same language that offer a name to others, with its definition there. The file itself is not counted.
 */
export function exportersOf(
  name: string,
  original: Pick<Original, "path" | "language">,
  names: KnownNames,
): readonly Exporter[] {
  const { language, path } = original;
  const rules = rulesOf(language).exporting;
  if (!rules || rules.isPrivate?.(name)) return [];
  const isSame = (file: ViewedFile) => file.path !== path && languageGroupOf(file) === groupOfLanguage(language);
  const direct = names.definitions(name).flatMap(({ file, definition }): Exporter[] => {
    const as = isSame(file) ? offeredAs(rules, file, definition) : "no";
    return as === "no" ? [] : [{ file, definition, as }];
  });
  const renamed = rules.renames ? renamedTo(name, names).filter(({ file }) => isSame(file)) : [];
  // Overloads, and a type and a value of one name, are one thing to the importer.
  const byFile = new Map([...renamed, ...direct].map((place) => [place.file.path, place]));
  return [...byFile.values()];
}

/** Offers of `export { a as name }` and `module.exports = { name: a }`, under a name that nothing defines. */
function renamedTo(name: string, names: KnownNames): Exporter[] {
  const mentioning = names.mentionedIn(name);
  if (mentioning.length > maxMentioning) return [];
  return mentioning.flatMap(({ relative }) => {
    const file = names.file(relative);
    const passed = file?.tags.imports.filter(({ specifier }) => specifier === "").flatMap((one) => one.names);
    const own = passed?.find(({ local, imported }) => local === name && imported !== name)?.imported;
    const definition = file?.tags.definitions.find((one) => one.parent < 0 && one.name === own);
    return file && definition ? [{ file, definition, as: "named" as const }] : [];
  });
}

/** As what a file offers its own definition to others under the name it has here. */
function offeredAs(rules: ExportRules, file: ViewedFile, definition: Definition): Definition["exported"] {
  return definition.parent >= 0 || definition.exported === "no" ? "no" : rules.offeredAs(file, definition);
}

/** How the language of a file offers names, by how the file's name ends. */
function exportRulesOf(path: string): ExportRules | undefined {
  return rulesOf(languageOf(path)).exporting;
}

/** Files that pass a name on may do so through others. */
const maxHops = 3;

/** True if a file of the workspace offers a name: declares it, or passes on what it imports. Unknown files may. */
export function offers(path: string, name: string, names: KnownNames, hops = maxHops): boolean {
  const file = names.file(path);
  const rules = exportRulesOf(path);
  if (!file || !rules || hops === 0) return true;
  const { definitions, imports } = file.tags;
  const isOffered = (one: Definition) => {
    if (one.parent >= 0) return false;
    if (name === "default") return one.exported === "default";
    return one.name === name && rules.isReachable(file, one);
  };
  if (definitions.some(isOffered)) return true;
  const passing = imports.filter(({ kind }) => rules.passesOn === "imports" || kind === "reexport");
  if (passing.some((one) => one.names.some(({ local }) => local === name))) return true;
  if (rules.holdsModule?.(path, name, names)) return true;
  return passing.some(({ specifier, names: passed }) => {
    if (!passed.some(({ imported, local }) => imported === "*" && (local === "*" || local === ""))) return false;
    const target = names.moduleOf(path, specifier);
    return target === undefined || offers(target, name, names, hops - 1);
  });
}

/** Where a file has a name that it offers; `kind` is missing where it only passes the name on. */
type Offered = { readonly offset: number; readonly kind?: Definition["kind"] | undefined };

/**
 * The names that a file may offer to others, see `offers`, each with its definition there or where it is passed on. Undefined
 * where that is not known: it passes on all that another one has which is not from this workspace.
 */
export function offeredBy(path: string, names: KnownNames, hops = maxHops): ReadonlyMap<string, Offered> | undefined {
  const file = names.file(path);
  const rules = exportRulesOf(path);
  if (!file || !rules || hops === 0) return undefined;
  const own = file.tags;
  const offered = new Map<string, Offered>();
  for (const { kind, specifier, names: passed, start } of own.imports) {
    if (rules.passesOn !== "imports" && kind !== "reexport") continue;
    for (const { imported, local } of passed) {
      if (imported !== "*" || (local !== "*" && local !== "")) {
        if (local !== "default") offered.set(local, { offset: start });
        continue;
      }
      const target = names.moduleOf(path, specifier);
      const others = target === undefined ? undefined : offeredBy(target, names, hops - 1);
      if (!others) return undefined;
      for (const [name, { kind: its }] of others) offered.set(name, { offset: start, kind: its });
    }
  }
  for (const definition of own.definitions) {
    if (definition.parent < 0 && definition.exported === "named")
      offered.set(definition.name, { offset: definition.nameStart, kind: definition.kind });
  }
  return offered;
}

/**
 * Under which kind of export an entry passes on what `exporter` offers as `name`: itself, or through re-exports.
 * Undefined if it does not.
 */
export function passedOnAs(
  entry: string,
  name: string,
  exporter: Exporter,
  names: KnownNames,
  hops = maxHops,
): Exporter["as"] | undefined {
  if (entry === exporter.file.path) return exporter.as;
  const file = names.file(entry);
  const rules = exportRulesOf(entry);
  if (!file || hops === 0 || !rules?.isEntry(entry)) return undefined;
  for (const { kind, specifier, names: passed } of file.tags.imports) {
    if (specifier === "" || (rules.passesOn === "reexports" && kind !== "reexport")) continue;
    const explicit = passed.find(({ local }) => local === name);
    const isStar = passed.some(({ imported, local }) => imported === "*" && (local === "*" || local === ""));
    if (!explicit && !isStar) continue;
    if (explicit && explicit.imported !== name && explicit.imported !== "default") continue;
    const target = names.moduleOf(entry, specifier, name);
    const found = target === undefined ? undefined : passedOnAs(target, name, exporter, names, hops - 1);
    if (found && (explicit ? (explicit.imported === "default") === (found === "default") : found === "named"))
      return "named";
  }
  return undefined;
}
