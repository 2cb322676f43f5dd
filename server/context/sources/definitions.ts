import { languageOf } from "../../../grammars/languages.ts";
import { rulesOf } from "../../languages/languages.ts";
import { lineAt, linesAround } from "../place.ts";
import type { ContextRequest } from "../request.ts";
import { signature, skeleton } from "../skeleton.ts";
import type { Snippet } from "../snippet.ts";
import { eachIdentifier, keywords } from "../words.ts";
import type { DefinitionPlace } from "../workspaceView.ts";
import { maxSpread } from "./usages.ts";

const linesBack = 10;
const linesForward = 10;
const maxNames = 32;
const maxDefinitions = 16;

/** How surely the code at the cursor has to do with a name, by where the name stands. */
const nearness = { onLine: 1, above: 0.9, below: 0.6 };

/**
 * The worth of a name that is not imported. It may be another one of the same name, even if the workspace defines it in
 * one place.
 */
const notImported = 0.2;

/** A type named in the signature of a definition. */
const oneHop = 0.4;

/** Zed's: ten lines away counts half. */
const halfDistanceLines = 10;

/** The definitions of the names around the cursor, as skeletons, and the types in their signatures. */
export function definitions(request: ContextRequest): Snippet[] {
  const found = new Map<string, { place: DefinitionPlace; term: number; reason: string }>();
  const add = (place: DefinitionPlace, term: number, reason: string) => {
    const key = `${place.file.path}:${place.definition.start}`;
    if (term > (found.get(key)?.term ?? 0) && !isOnScreen(request, place)) found.set(key, { place, term, reason });
  };
  const isImported = importedNames(request);
  for (const { type, term, reason } of receiverTypes(request)) {
    for (const { place, certainty } of places(request, type, isImported(type))) {
      add(place, term * certainty, reason);
      for (const whole of named(request, place)) add(whole, term * certainty, reason);
    }
  }
  for (const { name, term } of namesNear(request)) {
    for (const { place, certainty } of places(request, name, isImported(name))) {
      add(place, term * certainty, `defines ${name}`);
      for (const type of typesIn(request, place)) add(type, term * certainty * oneHop, `a type of ${name}`);
    }
  }
  const words = new Set(request.query.keys());
  return [...found.values()]
    .sort((a, b) => b.term - a.term)
    .slice(0, maxDefinitions)
    .map(({ place, term, reason }) => snippetOf(place, words, term, reason));
}

/** The identifiers around the cursor, each with its best weight, nearest first. */
function namesNear({ cursor, workspace }: ContextRequest): { name: string; term: number }[] {
  const { text } = cursor.file;
  const { start, end } = linesAround(text, cursor.offset, linesBack, linesForward);
  const names = new Map<string, number>();
  const own = lineAt(text.slice(start, end), cursor.offset - start);
  for (const [i, line] of text.slice(start, end).split("\n").entries()) {
    const shown = i === own ? cursor.lineBefore : line;
    const kind = i === own ? nearness.onLine : i < own ? nearness.above : nearness.below;
    const term = kind / (1 + Math.abs(i - own) / halfDistanceLines);
    eachIdentifier(shown, (written) => {
      // Bash and PHP declare names without the sign that they are used with.
      const isSigned = written.startsWith("$") && workspace.definitions(written).length === 0;
      const name = isSigned ? written.slice(1) : written;
      if (name.length > 2 && !keywords.has(name)) names.set(name, Math.max(term, names.get(name) ?? 0));
    });
  }
  const nearest = [...names].sort(([, a], [, b]) => b - a).slice(0, maxNames);
  return nearest.map(([name, term]) => ({ name, term }));
}

/** The names on the cursor's line whose type is asked for, the nearest to the cursor. */
const maxReceivers = 4;

/** A type that a name on the line is declared with, or whose members need no name. */
const receiver = 0.9;
const implicitReceiver = 0.6;

/** The types whose members may be needed at the cursor, where its language tells them without a compiler. */
function receiverTypes({ cursor }: ContextRequest): { type: string; term: number; reason: string }[] {
  const rules = rulesOf(languageOf(cursor.file.path)).receivers;
  if (!rules) return [];
  const names: string[] = [];
  eachIdentifier(cursor.lineBefore, (name) => {
    if (!keywords.has(name)) names.push(name.replace(/^\$/, ""));
  });
  const near = [...new Set(names.reverse())].slice(0, maxReceivers).filter((name) => /^\w+$/.test(name));
  const ofNames = near.flatMap((name, i) => {
    const type = rules.typesOf(cursor.before, name).at(-1)?.[0];
    return type === undefined || keywords.has(type)
      ? []
      : [{ type, term: receiver / (1 + i / maxReceivers), reason: `the type of ${name}` }];
  });
  const around = rules
    .around(cursor.before)
    .map((type) => ({ type, term: implicitReceiver, reason: "a class of the code here" }));
  return [...ofNames, ...around];
}

/** What a type is another name of: the structure of `typedef struct item item_t`. */
function named({ workspace }: ContextRequest, { file, definition }: DefinitionPlace): readonly DefinitionPlace[] {
  if (definition.kind !== "type") return [];
  const [, name] = /\b(?:struct|union|enum)\s+(\w+)/.exec(signature(file.text, definition)) ?? [];
  return name === undefined ? [] : workspace.definitions(name).filter((place) => place.definition.kind === "class");
}

/** Says of a name whether the file imports it, or might through a `*`. */
function importedNames({ cursor, workspace }: ContextRequest): (name: string) => boolean {
  const tags = workspace.file(cursor.file.path)?.tags;
  const names = new Set(tags?.imports.flatMap((item) => item.names.map(({ local }) => local)));
  return (name) => names.has(name) || names.has("*") || names.has("");
}

function places(
  { cursor, workspace }: ContextRequest,
  name: string,
  isImported: boolean,
): { place: DefinitionPlace; certainty: number }[] {
  const { path } = cursor.file;
  const imported = isImported ? workspace.resolve(path, name) : [];
  if (imported.length > 0) return imported.map((place) => ({ place, certainty: 1 / imported.length }));
  if (workspace.chunks.spread(name.toLowerCase()) > maxSpread) return [];
  const all = workspace.definitions(name);
  const own = all.filter(({ file, definition }) => file.path === path && definition.parent < 0);
  if (own.length > 0) return own.map((place) => ({ place, certainty: 1 / own.length }));
  const reached = all.filter(({ file }) => workspace.reaches(path, file.path));
  if (reached.length > 0) return reached.map((place) => ({ place, certainty: 1 / reached.length }));
  return all.length === 1 ? all.map((place) => ({ place, certainty: notImported })) : [];
}

function typesIn({ workspace }: ContextRequest, place: DefinitionPlace): DefinitionPlace[] {
  const { file, definition } = place;
  const types: DefinitionPlace[] = [];
  eachIdentifier(signature(file.text, definition), (name) => {
    if (!/^[A-Z]\w/.test(name) || name === definition.name) return;
    const imported = workspace.resolve(file.path, name);
    const own = file.tags.definitions.filter((other) => other.name === name && other.parent < 0);
    types.push(...(imported.length > 0 ? imported : own.map((other) => ({ file, definition: other }))));
  });
  return types;
}

function isOnScreen({ cursor, window }: ContextRequest, { file, definition }: DefinitionPlace): boolean {
  return file.path === cursor.file.path && definition.start < window.end && definition.bodyStart > window.start;
}

function snippetOf(
  { file, definition }: DefinitionPlace,
  words: ReadonlySet<string>,
  term: number,
  reason: string,
): Snippet {
  return {
    source: "definitions",
    uri: file.uri,
    path: file.path,
    startLine: lineAt(file.text, definition.start),
    endLine: lineAt(file.text, Math.max(definition.start, definition.bodyStart - 1)) + 1,
    text: skeleton({ file, definition }, words),
    score: 0,
    terms: { definition: term },
    reason,
  };
}
