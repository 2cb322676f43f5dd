import { languageOf } from "../../grammars/languages.ts";
import { rulesOf } from "../languages/languages.ts";
import type { ReceiverRules } from "../languages/receivers.ts";
import type { Definition, DefinitionKind } from "../languages/tags.ts";
import { type Chain, chainEnding, type Link, receiverBefore } from "./chain.ts";
import type { Cursor } from "./cursor.ts";
import { definitionsInside, signature } from "./skeleton.ts";
import { maxSpread } from "./sources/usages.ts";
import { eachIdentifier } from "./words.ts";
import type { DefinitionPlace, WorkspaceView } from "./workspaceView.ts";

/** Where a place is, and what its language knows of types. */
type At = {
  readonly workspace: WorkspaceView;
  readonly path: string;
  readonly before: string;
  readonly after: string;
  readonly rules: ReceiverRules;
};

/** A type by its declarations, of which it may have several. `isInner` says that it stood in another one's angle brackets. */
type Type = { readonly places: readonly DefinitionPlace[]; readonly isInner: boolean };

const types: ReadonlySet<DefinitionKind> = new Set(["class", "interface", "enum", "type", "namespace", "module"]);
const callables: ReadonlySet<DefinitionKind> = new Set(["function", "method"]);

const itself = /^(?:this|self|Self|\$this|static)$/;
const parents = /^(?:super|parent|base)$/;

/** A value leads to another so often. */
const maxValues = 2;
const maxBases = 3;
/** Files are read for methods that stand outside of their type. */
const maxFiles = 40;

/**
 * The declarations of the type of what stands before the dot at the cursor, and the types that it inherits from, as far as
 * declarations in the file and in the workspace tell. Empty where they do not.
 */
export function receiverAt({ file, before, after }: Cursor, workspace: WorkspaceView): readonly DefinitionPlace[] {
  const rules = rulesOf(languageOf(file.path)).receivers;
  const chain = rules && receiverBefore(before);
  if (!rules || !chain) return [];
  const type = typeOfChain({ workspace, path: file.path, before, after, rules }, chain, maxValues);
  return type ? withBases(workspace, type.places) : [];
}

/** The types that the code at the cursor is part of, and those that they inherit from. */
export function typesAround({ file, before, after }: Cursor, workspace: WorkspaceView): readonly DefinitionPlace[] {
  const rules = rulesOf(languageOf(file.path)).receivers;
  return rules ? withBases(workspace, ownTypes({ workspace, path: file.path, before, after, rules })) : [];
}

/** The members of a type that its own declaration and those beside it have. */
export function membersOfType(workspace: WorkspaceView, place: DefinitionPlace): readonly DefinitionPlace[] {
  const { file, definition } = place;
  const inside = definitionsInside(file.tags.definitions, definition).map((member) => ({ file, definition: member }));
  return [...inside, ...methodsOutside(workspace, place)];
}

/** Go's methods, and extensions of Kotlin, which name their type in their head. */
function methodsOutside(workspace: WorkspaceView, { file, definition }: DefinitionPlace): DefinitionPlace[] {
  const methodOf = rulesOf(languageOf(file.path)).receivers?.methodOf;
  if (
    !methodOf ||
    definition.kind === "namespace" ||
    workspace.chunks.spread(definition.name.toLowerCase()) > maxSpread
  )
    return [];
  const found: DefinitionPlace[] = [];
  let files = 0;
  for (const { relative } of workspace.mentioning(definition.name)) {
    if (relative !== file.path && (files++ > maxFiles || !workspace.reaches(relative, file.path))) continue;
    const other = workspace.file(relative);
    for (const one of other?.tags.definitions ?? []) {
      if (!other || one.parent >= 0 || !callables.has(one.kind)) continue;
      if (methodOf(signature(other.text, one)) === definition.name) found.push({ file: other, definition: one });
    }
  }
  return found;
}

function typeOfChain(at: At, { links: [first, ...rest], isNew }: Chain, values: number): Type | undefined {
  let type = first && typeOfFirst(at, first, isNew, values);
  for (const link of rest) type = type && typeOfMember(at, type, link.name);
  return type;
}

function typeOfFirst(at: At, { name, isCall }: Link, isNew: boolean, values: number): Type | undefined {
  if (itself.test(name)) return known(ownTypes(at));
  if (parents.test(name)) return known(ownTypes(at).flatMap((own) => basesOf(at.workspace, own)));
  const named = () => known(typesNamed(at.workspace, at.path, name));
  if (isNew || /^[A-Z]/.test(name))
    return named() ?? (isCall ? resultOfFunction(at, name) : declared(at, name, values));
  return (isCall ? resultOfFunction(at, name) : declared(at, name, values)) ?? named();
}

/** The type of a variable or a field: as declared above, or below, or in a type around; else as the value it was given. */
function declared(at: At, written: string, values: number): Type | undefined {
  const name = written.replace(/^\$/, "");
  if (!/^\w+$/.test(name)) return undefined;
  for (const text of [at.before, at.after]) {
    const last = at.rules.typesOf(text, name).findLast((words) => words.some(isName));
    const found = last && firstType(at, at.path, last);
    if (found) return found;
  }
  const value = values > 0 ? at.rules.valueOf(at.before, name) : undefined;
  const chain = value === undefined ? undefined : chainEnding(value);
  const given = chain && chain.links[0]?.name !== written ? typeOfChain(at, chain, values - 1) : undefined;
  return given ?? typeOfMember(at, { places: ownTypes(at), isInner: false }, name);
}

function isName(word: string): boolean {
  return !/^(?:return|in|is|as|new|else|throw|case|delete|goto|typename|await|if|range)$/.test(word);
}

function resultOfFunction(at: At, name: string): Type | undefined {
  const own = typeOfMember(at, { places: ownTypes(at), isInner: false }, name);
  if (own || at.workspace.chunks.spread(name.toLowerCase()) > maxSpread) return own;
  const all = at.workspace.definitions(name).filter(({ definition }) => callables.has(definition.kind));
  const near = all.filter(({ file }) => file.path === at.path || at.workspace.reaches(at.path, file.path));
  const imported = at.workspace.resolve(at.path, name);
  const [found] = imported.length > 0 ? imported : near.length > 0 ? near : all.length === 1 ? all : [];
  return found && resultOf(at, found);
}

function typeOfMember(at: At, type: Type, name: string): Type | undefined {
  if (at.rules.givesItself?.test(name)) return type;
  for (const place of withBases(at.workspace, type.places)) {
    const member = membersOfType(at.workspace, place).find(({ definition }) => definition.name === name);
    if (!member) continue;
    if (member.definition.kind === "enumMember") return type;
    return types.has(member.definition.kind) ? known([member]) : resultOf(at, member, type);
  }
  // A container's own methods are not here, and most give what it holds.
  return type.isInner ? type : undefined;
}

function resultOf(at: At, { file, definition }: DefinitionPlace, of?: Type): Type | undefined {
  const docs = file.text.slice(definition.docStart, definition.docEnd);
  const words = at.rules.resultOf(signature(file.text, definition), definition.name, docs);
  return of && words.some((word) => itself.test(word)) ? of : firstType(at, file.path, words);
}

function firstType({ workspace }: At, path: string, words: readonly string[]): Type | undefined {
  for (const [i, word] of words.entries()) {
    const places = typesNamed(workspace, path, word);
    if (places.length > 0) return { places, isInner: i > 0 };
  }
  return undefined;
}

function known(places: readonly DefinitionPlace[]): Type | undefined {
  return places.length > 0 ? { places, isInner: false } : undefined;
}

/** The types that the code at the cursor is part of. */
function ownTypes({ workspace, path, before, rules }: At): readonly DefinitionPlace[] {
  const file = workspace.file(path);
  const isAround = ({ kind, start, end }: Definition) =>
    types.has(kind) && start < before.length && before.length <= end;
  const around = file?.tags.definitions.findLast((one) => isAround(one) && one.kind !== "namespace");
  if (file && around) return typesNamed(workspace, path, around.name).filter((place) => place.file.path === path);
  return rules.around(before).flatMap((name) => typesNamed(workspace, path, name));
}

/** The declarations of a type that a name in a file may mean; what a `typedef` stands for in its place. */
function typesNamed(workspace: WorkspaceView, path: string, name: string, hops = 1): readonly DefinitionPlace[] {
  if (name.length < 2 || workspace.chunks.spread(name.toLowerCase()) > 10 * maxSpread) return [];
  const isType = ({ definition }: DefinitionPlace) => types.has(definition.kind);
  const all = workspace.definitions(name).filter(isType);
  const imported = all.length > 1 ? workspace.resolve(path, name).filter(isType) : [];
  const own = all.filter(({ file }) => file.path === path);
  const reached = () => all.filter(({ file }) => workspace.reaches(path, file.path));
  const near = imported.length > 0 ? imported : own.length > 0 ? own : reached();
  const files = new Set((near.length > 0 ? near : all.length === 1 ? all : []).map(({ file }) => file.path));
  const found = all.filter(({ file }) => files.has(file.path));
  return found.flatMap((place) => {
    if (place.definition.kind !== "type" || hops === 0) return place;
    const words: string[] = [];
    eachIdentifier(signature(place.file.text, place.definition), (word) => void (word !== name && words.push(word)));
    const meant = words.flatMap((word) => typesNamed(workspace, place.file.path, word, hops - 1));
    return meant.length > 0 ? meant : place;
  });
}

function withBases(workspace: WorkspaceView, places: readonly DefinitionPlace[]): readonly DefinitionPlace[] {
  const all = [...places];
  for (const [i, place] of all.entries()) {
    if (i > maxBases + places.length) break;
    const isNew = (base: DefinitionPlace) =>
      !all.some(
        ({ definition }) =>
          definition.nameStart === base.definition.nameStart && definition.name === base.definition.name,
      );
    all.push(...basesOf(workspace, place).filter(isNew));
  }
  return all;
}

/** A longer body is not searched for what it mixes in. */
const searchedBody = 20_000;

/** What a type's head names behind its own name, and what it mixes in. */
function basesOf(workspace: WorkspaceView, { file, definition }: DefinitionPlace): readonly DefinitionPlace[] {
  const { kind, nameEnd, bodyStart, end } = definition;
  const words: string[] = [];
  if (kind === "class" || kind === "interface") {
    const head = file.text.slice(nameEnd, Math.min(bodyStart, nameEnd + 500));
    eachIdentifier(head.replace(/<[^<>]*>/g, "").replace(/\([^()]*\)/g, ""), (word) => void words.push(word));
  }
  const body = file.text.slice(bodyStart, Math.min(end, bodyStart + searchedBody));
  words.push(...(rulesOf(languageOf(file.path)).receivers?.mixedIn?.(`\n  ${body}`) ?? []));
  return words.flatMap((word) => typesNamed(workspace, file.path, word));
}
