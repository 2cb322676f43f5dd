import { isTest } from "../context/prompts/target.ts";
import { usedAs } from "../context/uses.ts";
import {
  type DefinitionPlace,
  locationIn,
  type MentionsIn,
  type ViewedFile,
  type WorkspaceView,
} from "../context/workspaceView.ts";
import { Slices } from "../slices/slices.ts";

/** How often and by whom a definition is used, itself and imports not counted. */
export type Uses = {
  readonly count: number;
  readonly files: number;
  /** Everything of that name was counted, though there may be several definitions of it. */
  readonly isByName: boolean;
  /** A few places, tests last. */
  readonly callers: readonly Caller[];
};

export type Caller = {
  /** The function around the use. */
  readonly name: string | undefined;
  readonly uri: string;
  readonly path: string;
  /** Zero-based. */
  readonly line: number;
};

/** More files than these are not looked at for what their imports mean. */
const maxResolved = 60;

const maxCallers = 4;
const maxCallersInFile = 2;

/** Counted in the index's postings. Lets the event loop turn. */
export async function usesOf(workspace: WorkspaceView, { file: home, definition }: DefinitionPlace): Promise<Uses> {
  const place = { file: home, definition: usedAs(home, definition) };
  const { name } = place.definition;
  const mentions = workspace.mentionedIn(name);
  const isTop = place.definition.parent < 0;
  const slices = new Slices();
  await slices.restIfDue();
  if (!isTop || mentions.length > maxResolved) return usesByName(workspace, name, mentions, slices);
  const found: Found[] = [];
  for (const path of pathsOf(workspace, place, mentions)) {
    const file = workspace.file(path);
    const offsets = file ? await offsetsIn(workspace, file, place, slices) : [];
    if (file && offsets.length > 0) found.push({ file, offsets });
  }
  const count = found.reduce((sum, { offsets }) => sum + offsets.length, 0);
  return { count, files: found.length, isByName: false, callers: callersIn(found, name) };
}

/** The files that mention a definition by its own name, or by another under which it is exported. */
function pathsOf(
  workspace: WorkspaceView,
  place: DefinitionPlace,
  mentions: readonly MentionsIn[],
): ReadonlySet<string> {
  const others = exportedAs(place)
    .flatMap((name) => workspace.mentionedIn(name))
    .slice(0, maxResolved);
  return new Set([...mentions, ...others].map(({ relative }) => relative));
}

/** Other names under which a file exports its definition. */
function exportedAs({ file, definition: { name } }: DefinitionPlace): string[] {
  const own = file.tags.imports.filter(({ specifier }) => specifier === "").flatMap(({ names }) => names);
  return own.filter(({ imported, local }) => imported === name && local !== name).map(({ local }) => local);
}

/** Where a file uses a definition, by whatever name it has there. */
async function offsetsIn(
  workspace: WorkspaceView,
  file: ViewedFile,
  place: DefinitionPlace,
  slices: Slices,
): Promise<number[]> {
  const { name } = place.definition;
  const isIt = (other: DefinitionPlace) => other.file.path === place.file.path && other.definition.name === name;
  const exported = [name, ...exportedAs(place)];
  const imported = file.tags.imports.filter(({ kind }) => kind !== "reexport").flatMap(({ names }) => names);
  const aliases = imported
    .filter((one) => one.local !== name && (exported.includes(one.imported) || one.imported === "default"))
    .map(({ local }) => local);
  const locals = (await means(workspace, file.path, place, slices)) ? [name] : [];
  for (const local of new Set([...aliases, ...exported.slice(1)])) {
    await slices.restIfDue();
    if (file.path !== place.file.path && workspace.resolve(file.path, local).some(isIt)) locals.push(local);
  }
  const offsets = locals.flatMap((local) => {
    const mentioned = workspace.mentionedIn(local).find(({ relative }) => relative === file.path);
    return mentioned ? usesIn(file, mentioned, moduleNames(workspace, file.path)) : [];
  });
  return offsets.sort((a, b) => a - b);
}

type Found = { readonly file: ViewedFile; readonly offsets: readonly number[] };

async function usesByName(
  workspace: WorkspaceView,
  name: string,
  mentions: readonly MentionsIn[],
  slices: Slices,
): Promise<Uses> {
  const all = mentions.reduce((sum, { count }) => sum + count, 0);
  // Among so many the definitions make no difference, and to list them takes long.
  const definitions = mentions.length > maxResolved ? [] : workspace.definitions(name);
  const definedIn = (path: string) => definitions.filter(({ file }) => file.path === path).length;
  const files = mentions.filter((mentioned) => mentioned.count > definedIn(mentioned.relative)).length;
  const found: Found[] = [];
  for (const mentioned of testsLast(mentions, ({ relative }) => relative).slice(0, maxCallers * 2)) {
    await slices.restIfDue();
    const file = workspace.file(mentioned.relative);
    if (file) found.push({ file, offsets: usesIn(file, mentioned) });
  }
  const count = Math.max(0, all - definitions.length);
  return { count, files, isByName: definitions.length !== 1, callers: callersIn(found, name) };
}

/**
 * The places where a file uses the name, neither where it defines nor where it imports it. With `modules` it is what
 * stands at the top of a file. Behind a dot it is meant only behind the name of a module.
 */
function usesIn({ text, tags }: ViewedFile, { offsets }: MentionsIn, modules?: ReadonlySet<string>): number[] {
  const defined = new Set(tags.definitions.map(({ nameStart }) => nameStart));
  const isImported = (offset: number) => tags.imports.some(({ start, end }) => start <= offset && offset < end);
  const isMember = (offset: number) => modules !== undefined && !modules.has(ownerBefore(text, offset) ?? "");
  return Array.from(offsets).filter(
    (offset) => !defined.has(offset) && !isImported(offset) && !(isBehindDot(text, offset) && isMember(offset)),
  );
}

function isBehindDot(text: string, offset: number): boolean {
  const before = text.slice(Math.max(0, offset - 100), offset).trimEnd();
  return before.endsWith(".") && !before.endsWith("...");
}

/** The first name of those that are joined by dots in front of an offset: `a` in `a.b.c`. */
function ownerBefore(text: string, offset: number): string | undefined {
  return /(?<![\p{L}\p{N}_$.)\]])([\p{L}_$][\p{L}\p{N}_$]*)(?:\s*\??\.\s*[\p{L}\p{N}_$]+)*\s*\??\.\s*$/u.exec(
    text.slice(Math.max(0, offset - 200), offset),
  )?.[1];
}

/** True if the name means this definition in a file. Nobody else means a definition that is not exported. */
async function means(
  workspace: WorkspaceView,
  path: string,
  { file, definition }: DefinitionPlace,
  slices: Slices,
): Promise<boolean> {
  if (path === file.path) return true;
  if (definition.exported === "no") return false;
  const isIt = (other: DefinitionPlace) => other.file.path === file.path && other.definition.name === definition.name;
  const meantIn = (module: string) => module === file.path || workspace.resolve(module, definition.name).some(isIt);
  await slices.restIfDue();
  if (meantIn(path)) return true;
  for (const local of moduleNames(workspace, path)) {
    await slices.restIfDue();
    const module = workspace.moduleNamed(path, local);
    if (module !== undefined && meantIn(module)) return true;
  }
  return false;
}

/** The names under which a file has modules, whose parts it names behind a dot. */
function moduleNames(workspace: WorkspaceView, path: string): ReadonlySet<string> {
  const names = workspace.file(path)?.tags.imports.flatMap((one) => one.names) ?? [];
  const modules = names.filter(({ imported, local }) => imported === "*" && local !== "*" && local !== "");
  return new Set(modules.map(({ local }) => local));
}

function callersIn(found: readonly Found[], name: string): Caller[] {
  const sorted = testsLast(found, ({ file }) => file.path);
  return sorted.flatMap((one) => callersInFile(one, name)).slice(0, maxCallers);
}

/** The first use in each function. */
function callersInFile({ file, offsets }: Found, name: string): Caller[] {
  const callers = new Map<string | undefined, Caller>();
  for (const offset of offsets) {
    const caller = functionAround(file, offset);
    if (caller === name || callers.has(caller)) continue;
    callers.set(caller, { name: caller, path: file.path, ...locationIn(file, offset) });
    if (callers.size === maxCallersInFile) break;
  }
  return [...callers.values()];
}

function functionAround({ tags }: ViewedFile, offset: number): string | undefined {
  const around = tags.definitions.findLast(
    ({ kind, start, end }) =>
      ["function", "method", "constructor", "class"].includes(kind) && start <= offset && offset < end,
  );
  return around?.name;
}

/** Each is looked at once, of thousands that mention a frequent name. */
function testsLast<T>(found: readonly T[], pathOf: (one: T) => string): T[] {
  const others: T[] = [];
  const tests: T[] = [];
  for (const one of found) (isTest(pathOf(one)) ? tests : others).push(one);
  return [...others, ...tests];
}
