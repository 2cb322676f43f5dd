import type { Language } from "../../../grammars/language.ts";
import { extract } from "../../languages/extract.ts";
import type { BegunImport } from "../../languages/importing/rules.ts";
import { rulesOf } from "../../languages/languages.ts";
import { parse } from "../../languages/parse.ts";
import type { Tags } from "../../languages/tags.ts";
import type { Steps } from "../../slices/slices.ts";
import { lineEnd } from "../../text/lines.ts";
import type { OffsetRange } from "../../text/offsetRange.ts";
import type { KnownNames } from "../knownNames.ts";
import { exportersOf, offeredBy, offers } from "./exporters.ts";
import { importedElsewhere } from "./importedElsewhere.ts";
import { hasMember, isLacking, lackingNames } from "./lackingNames.ts";
import { wayTo } from "./specifier.ts";
import { begunPath, typedPaths } from "./typedPath.ts";

/** A file in which an import may be typed, as it is now; `path` is relative to its workspace folder. */
type TypedFile = {
  readonly path: string;
  readonly text: string;
  readonly offset: number;
  readonly tags: Tags;
  readonly language: Language | undefined;
};

/** How an import goes on: with names that the file uses and lacks. */
export type LackingImport = {
  readonly text: string;
  readonly lacking: readonly string[];
  /** What the names are from was written already, and is a file of the workspace. */
  readonly isModuleKnown: boolean;
  /** Letters of the half-typed name. */
  readonly typed: number;
  /** Where the first of the names is known from: a file, by its path, and an offset. */
  readonly path: string;
  readonly offset: number;
};

type Place = Pick<LackingImport, "path" | "offset">;

/** More names are seldom lacking at once; whoever opens a file in the wrong folder lacks hundreds. */
const mostNames = 12;

/** Files that are asked where they import a name from. */
const mostImporters = 5;

const mostImports = 3;

/** Of what stands below a half-written import so much is parsed, in characters, which takes a millisecond. */
const maxSwallowed = 3000;

/** What the import at the cursor most likely goes on with, the likeliest first; nothing where none is being typed. */
export function* typedImports(file: TypedFile, names: KnownNames): Steps<LackingImport[]> {
  const { path, text, offset, language } = file;
  if (!language) return [];
  const begun = begunPath(text, offset, language) ?? rulesOf(language).importing?.begun?.(file, offset);
  if (!begun) return [];
  yield;
  const apart = { start: begun.start, end: lineEnd(text, offset) };
  const tags = withoutStatement({ ...file, language }, apart);
  yield;
  const used = lackingNames({ text, tags, language }, apart);
  if ("paths" in begun) return yield* typedPaths({ path, text, tags, language }, begun, used, names);
  const lacking = [...used.keys()].filter((name) => !begun.listed.includes(name));
  const isLackingHere = (name: string) => isLacking({ text, tags, language }, used.get(name) ?? []);
  const importing = { ...file, tags, begun };
  if (begun.isOfModules) {
    const isReceiver = (name: string) => hasMember(text, name, used.get(name) ?? []);
    return yield* wholeModules(importing, lacking.filter(isReceiver), isLackingHere, names);
  }
  const steps = begun.specifier === undefined ? fromAnywhere : fromModule;
  return yield* steps(importing, lacking, isLackingHere, names);
}

type Importing = TypedFile & { readonly begun: BegunImport };
type IsLackingHere = (name: string) => Steps<boolean>;

/** The modules whose members the file uses: those of the language, and those that other files import by this name. */
function* wholeModules(
  { path, offset, language, begun }: Importing,
  lacking: readonly string[],
  isLackingHere: IsLackingHere,
  names: KnownNames,
): Steps<LackingImport[]> {
  const found: LackingImport[] = [];
  for (const name of lacking.filter((each) => each.startsWith(begun.typed)).slice(0, mostNames)) {
    yield;
    const isKnown = rulesOf(language).importing?.isBuiltIn(name) || importersOf(name, path, names, "*").has(name);
    if (isKnown && (yield* isLackingHere(name))) found.push(...imported([name], name, begun, false, { path, offset }));
    if (found.length === mostImports) break;
  }
  return found;
}

/** The names that are lacking and that the module offers. */
function* fromModule(
  { path, offset, begun }: Importing,
  lacking: readonly string[],
  isLackingHere: IsLackingHere,
  names: KnownNames,
): Steps<LackingImport[]> {
  const { specifier = "", takes } = begun;
  const target = names.moduleOf(path, specifier);
  const offered = target === undefined ? undefined : offeredBy(target, names);
  const found: string[] = [];
  for (const name of lacking) {
    yield;
    if (offered ? !offered.has(name) : !importersOf(name, path, names).has(specifier)) continue;
    const kind = offered?.get(name)?.kind;
    if (kind && !takes(kind)) continue;
    if ((target === undefined || offers(target, name, names)) && (yield* isLackingHere(name))) found.push(name);
    if (found.length === mostNames) break;
  }
  const ordered = inOrder(found, begun);
  const known = offered?.get(ordered[0] ?? "");
  const place = target === undefined || !known ? { path, offset } : { path: target, offset: known.offset };
  return imported(ordered, specifier, begun, target !== undefined, place);
}

/** The names that are lacking by the module which a file would import them from. */
function* fromAnywhere(
  file: Importing,
  lacking: readonly string[],
  isLackingHere: IsLackingHere,
  names: KnownNames,
): Steps<LackingImport[]> {
  const { begun } = file;
  // Names that are listed already say which module is meant.
  const [sibling] = begun.listed;
  const meant = sibling === undefined ? undefined : sourceOf(sibling, file, names)?.specifier;
  if (sibling !== undefined && meant === undefined) return [];
  const bySpecifier = new Map<string, Place & { readonly names: string[] }>();
  const isBegun = (name: string) => name.startsWith(begun.typed);
  const others = begun.typed === "" ? [] : lacking.filter((name) => !isBegun(name));
  for (const [number, name] of [...lacking.filter(isBegun), ...others].slice(0, mostNames).entries()) {
    // What is half typed decides on the module.
    if (begun.typed !== "" && number > 0 && bySpecifier.size === 0 && !isBegun(name)) break;
    yield;
    const source = sourceOf(name, file, names);
    const known = source && bySpecifier.get(source.specifier);
    if (meant !== undefined && source?.specifier !== meant) continue;
    if (!source || (!known && !isBegun(name)) || !(yield* isLackingHere(name))) continue;
    if (known) known.names.push(name);
    else bySpecifier.set(source.specifier, { ...source, names: [name] });
  }
  return [...bySpecifier]
    .slice(0, mostImports)
    .flatMap(([specifier, { names: found, ...place }]) =>
      imported(inOrder(found, begun), specifier, begun, false, place),
    );
}

function imported(
  names: readonly string[],
  specifier: string,
  { rest, typed }: BegunImport,
  isModuleKnown: boolean,
  { path, offset }: Place,
): LackingImport[] {
  const text = names.length === 0 ? undefined : rest(names, specifier);
  return text ? [{ text, lacking: names, isModuleKnown, typed: typed.length, path, offset }] : [];
}

/** The half-typed name first, and the others as those that are listed already. */
function inOrder(names: readonly string[], { typed, listed }: BegunImport): readonly string[] {
  const isSorted = listed.every((name, i) => i === 0 || (listed[i - 1] as string) <= name);
  const ordered = isSorted ? [...names].sort() : names;
  const first = typed === "" ? undefined : ordered.find((name) => name.startsWith(typed));
  if (typed !== "" && first === undefined) return [];
  return first === undefined ? ordered : [first, ...ordered.filter((name) => name !== first)];
}

/** Where a file would import a name from: the one file that exports it, or the package that others have it from. */
function sourceOf(
  name: string,
  { path, text, tags, language, begun }: Importing,
  names: KnownNames,
): (Place & { readonly specifier: string }) | undefined {
  const exporters = exportersOf(name, { path, language }, names).filter(({ definition }) =>
    begun.takes(definition.kind),
  );
  const [exporter] = exporters;
  if (exporter) {
    const into = { path, text, tags, language, tree: undefined, lineEnd: "\n" as const };
    const way = exporters.length > 1 ? undefined : wayTo(into, name, exporter, names);
    const place = { path: exporter.file.path, offset: exporter.definition.nameStart };
    return way?.as === "named" ? { specifier: way.specifier, ...place } : undefined;
  }
  const [first] = [...importersOf(name, path, names)].sort(([, a], [, b]) => b.count - a.count);
  return first && { specifier: first[0], ...first[1] };
}

/** The packages from which other files import a name. Relative paths are not counted. */
function importersOf(name: string, path: string, names: KnownNames, as = name) {
  return importedElsewhere(name, path, names, mostImporters, ({ specifier, names: bound }) => {
    const isPackage = specifier !== "" && !specifier.startsWith(".");
    return isPackage && bound.some(({ imported, local }) => imported === as && local === name) ? specifier : undefined;
  });
}

/**
 * The tags of a file as if the half-written statement, with which a parser swallows what follows, were not there: what
 * stands below it is parsed anew.
 */
function withoutStatement(
  { text, tags, language }: TypedFile & { readonly language: Language },
  { start, end }: { readonly start: number; readonly end: number },
): Tags {
  const parsedEnd = lineEnd(text, Math.min(text.length, end + maxSwallowed));
  const below = text.slice(end, parsedEnd);
  const tree = parse(language, below);
  if (!tree) return tags;
  const own = extract(language, tree, below);
  const isApart = (each: OffsetRange) => each.start < start || each.start >= parsedEnd;
  const definitions = own.definitions.filter(({ parent }) => parent < 0);
  return {
    definitions: [...tags.definitions.filter(isApart), ...definitions],
    imports: [
      ...tags.imports.filter(isApart),
      ...own.imports.map((one) => ({ ...one, start: one.start + end, end: one.end + end })),
    ],
  };
}
