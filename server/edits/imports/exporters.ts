import type { DefinitionPlace, ViewedFile } from "../../context/workspaceView.ts";
import type { Definition } from "../../languages/tags.ts";
import { indentationOf, lineStart } from "../../text/lines.ts";
import type { KnownNames } from "../knownNames.ts";
import type { Original } from "../original.ts";

/** A definition that others may import, and whether under a name or as the default export. */
export type Exporter = DefinitionPlace & { readonly as: "named" | "default" };

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
  const isPython = original.language?.folder === "python";
  if (isPython && name.startsWith("_")) return [];
  const isSame = (file: ViewedFile) => /\.pyi?$/.test(file.path) === isPython && file.path !== original.path;
  const direct = names.definitions(name).flatMap(({ file, definition }): Exporter[] => {
    const as = isSame(file) ? offeredAs(file, definition) : "no";
    return as === "no" ? [] : [{ file, definition, as }];
  });
  const renamed = isPython ? [] : renamedTo(name, names).filter(({ file }) => isSame(file));
  // Overloads, and a type and a value of one name, are one thing to the importer.
  const byFile = new Map([...renamed, ...direct].map((place) => [place.file.path, place]));
  return [...byFile.values()];
}

/** Offers of `export { a as name }` and `module.exports = { name: a }`, under a name that nothing defines. */
function renamedTo(name: string, names: KnownNames): Exporter[] {
  const paths = new Set<string>();
  for (const { path } of names.mentions(name)) if (paths.add(path).size > maxMentioning) return [];
  return [...paths].flatMap((path) => {
    const file = names.file(path);
    const passed = file?.tags.imports.filter(({ specifier }) => specifier === "").flatMap((one) => one.names);
    const own = passed?.find(({ local, imported }) => local === name && imported !== name)?.imported;
    const definition = file?.tags.definitions.find((one) => one.parent < 0 && one.name === own);
    return file && definition ? [{ file, definition, as: "named" as const }] : [];
  });
}

/** As what a file offers its own definition to others under the name it has here. */
function offeredAs(file: ViewedFile, definition: Definition): Definition["exported"] {
  const { name, parent, exported, start, end } = definition;
  if (parent >= 0 || exported === "no") return "no";
  if (/\.pyi?$/.test(file.path)) return isHidden(file.text, definition) ? "no" : exported;
  const isRenamed = file.tags.imports.some(
    ({ specifier, names }) => specifier === "" && names.some((one) => one.imported === name && one.local !== name),
  );
  const isPlain =
    exported === "default" || /^(?:@[^\n]*\s+)*export\b/.test(file.text.slice(start, Math.min(end, start + 2000)));
  return isRenamed && !isPlain ? "no" : exported;
}

/** Conditions that hold when a file is run, or checked, and not when it is imported. */
const notImported =
  /^if\s+\(?\s*(?:__name__\s*==\s*["']__main__["']|["']__main__["']\s*==\s*__name__|(?:\w+\.)?TYPE_CHECKING\b)/;

/** A Python name that is not there when others import the file: defined for `__main__` or type checkers, or deleted. */
function isHidden(text: string, { name, nameStart, nameEnd }: Definition): boolean {
  if (new RegExp(`^del\\s[^#\\r\\n]*\\b${name}\\b`, "m").test(text.slice(nameEnd))) return true;
  let start = lineStart(text, nameStart);
  while (start > 0 && (indentationOf(text.slice(start, start + 200)) !== "" || /^[\r\n#)\]}]/.test(text[start] ?? "")))
    start = lineStart(text, start - (text.startsWith("\r\n", start - 2) ? 2 : 1));
  return notImported.test(text.slice(start, start + 200).replace("\uFEFF", ""));
}

/** Files that pass a name on may do so through others. */
const maxHops = 3;

/** True if a file of the workspace offers a name: declares it, or passes on what it imports. Unknown files may. */
export function offers(path: string, name: string, names: KnownNames, hops = maxHops): boolean {
  const file = names.file(path);
  if (!file || hops === 0) return true;
  const isPython = /\.pyi?$/.test(path);
  const { definitions, imports } = file.tags;
  const isOffered = (one: Definition) => {
    if (one.parent >= 0) return false;
    if (name === "default") return one.exported === "default";
    return one.name === name && (isPython ? !isHidden(file.text, one) : offeredAs(file, one) !== "no");
  };
  if (definitions.some(isOffered)) return true;
  const passing = imports.filter(({ kind }) => isPython || kind === "reexport");
  if (passing.some((one) => one.names.some(({ local }) => local === name))) return true;
  if (isPython && /(?:^|\/)__init__\.pyi?$/.test(path) && names.moduleOf(path, `.${name}`) !== undefined) return true;
  return passing.some(({ specifier, names: passed }) => {
    if (!passed.some(({ imported, local }) => imported === "*" && (local === "*" || local === ""))) return false;
    const target = names.moduleOf(path, specifier);
    return target === undefined || offers(target, name, names, hops - 1);
  });
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
  if (!file || hops === 0) return undefined;
  const isPython = /\.pyi?$/.test(entry);
  // Any module of Python can be asked for what it imports; packages are meant to be.
  if (isPython && !/(?:^|\/)__init__\.pyi?$/.test(entry)) return undefined;
  for (const { kind, specifier, names: passed } of file.tags.imports) {
    if (specifier === "" || (!isPython && kind !== "reexport")) continue;
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
