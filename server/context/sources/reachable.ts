import { languageOf } from "../../../grammars/languages.ts";
import { rulesOf } from "../../languages/languages.ts";
import type { Definition, DefinitionKind, Tags } from "../../languages/tags.ts";
import type { Steps } from "../../slices/slices.ts";
import { receiverBefore } from "../chain.ts";
import { type JudgedMember, listRoom, memberList } from "../memberList.ts";
import { lineAt } from "../place.ts";
import { membersOfType, typesAround } from "../receiver.ts";
import type { ContextRequest } from "../request.ts";
import type { Snippet } from "../snippet.ts";
import { wordParts } from "../words.ts";
import type { ViewedFile } from "../workspaceView.ts";

/** Headers above this many are none that a file is about. */
const maxIncludes = 24;

const maxSnippets = 2;
const maxCharacters = 900;

/** Each word of a name that is not around the cursor makes the others say less. */
const strangerCost = 0.3;

const wanted: ReadonlySet<DefinitionKind> = new Set([
  "function",
  "constant",
  "type",
  "class",
  "enum",
  "enumMember",
  "variable",
]);

/**
 * What needs no name before it, where much does: what included headers declare, and the members of the class that the code is
 * of, as far as their names have words that stand around the cursor.
 */
export function* reachable(request: ContextRequest): Steps<Snippet[]> {
  const { cursor, workspace, tokens, visible } = request;
  if (!rulesOf(languageOf(cursor.file.path)).receivers || receiverBefore(cursor.before)) return [];
  const typed = /\w*$/.exec(cursor.lineBefore)?.[0] ?? "";
  const byFile = new Map<string, JudgedMember[]>();
  const known = new Set<string>();
  const add = (file: ViewedFile, { definition, words }: Named) => {
    const { name } = definition;
    if (!name.startsWith(typed) || known.has(name) || visible.has(name)) return;
    const worth = worthOf(request, words);
    if (worth <= 0) return;
    known.add(name);
    const ofFile = byFile.get(file.path);
    const judged = { member: { file, definition }, worth };
    if (ofFile) ofFile.push(judged);
    else byFile.set(file.path, [judged]);
  };
  for (const file of includedFiles(request)) {
    for (const named of yield* namedIn(file.tags)) add(file, named);
    yield;
  }
  for (const type of typesAround(cursor, workspace)) {
    for (const { file, definition } of membersOfType(workspace, type)) {
      if (file.path !== cursor.file.path) add(file, { definition, words: wordParts(definition.name) });
    }
  }
  const room = listRoom(tokens, maxCharacters);
  const best = [...byFile.values()].map((found) => found.sort((a, b) => b.worth - a.worth));
  best.sort((a, b) => (b[0]?.worth ?? 0) - (a[0]?.worth ?? 0));
  return best.slice(0, maxSnippets).map((found, i) => snippetOf(found, room / (i + 1)));
}

type Named = { readonly definition: Definition; readonly words: readonly string[] };

/** What is wanted of a file. The words of names are the same for every place that they are looked at from. */
const named = new WeakMap<Tags, readonly Named[]>();

/** Names are taken apart so many at a time: a header may declare thousands. */
const namesPerStep = 200;

function* namedIn(tags: Tags): Steps<readonly Named[]> {
  const known = named.get(tags);
  if (known) return known;
  const found: Named[] = [];
  for (const definition of tags.definitions) {
    if (!wanted.has(definition.kind)) continue;
    found.push({ definition, words: wordParts(definition.name) });
    if (found.length % namesPerStep === 0) yield;
  }
  named.set(tags, found);
  return found;
}

function worthOf({ query, rarity }: ContextRequest, words: readonly string[]): number {
  let worth = 0;
  let strangers = 0;
  for (const word of words) {
    const weight = query.get(word);
    if (weight === undefined) strangers++;
    else worth += weight * rarity(word);
  }
  return worth / (1 + strangerCost * strangers);
}

/** The files of which everything is seen, because they are included as a whole. */
function includedFiles({ cursor, workspace }: ContextRequest): ViewedFile[] {
  const { path } = cursor.file;
  const imports = workspace.file(path)?.tags.imports ?? [];
  const whole = imports.filter(({ names }) => names.some(({ imported, local }) => imported === "*" && local === "*"));
  const paths = whole.flatMap(({ specifier }) => workspace.moduleOf(path, specifier) ?? []);
  return [...new Set(paths)]
    .slice(0, maxIncludes)
    .flatMap((each) => (each === path ? [] : (workspace.file(each) ?? [])));
}

function snippetOf(found: readonly JudgedMember[], room: number): Snippet {
  const [
    {
      member: { file, definition },
    },
  ] = found as [JudgedMember];
  const startLine = lineAt(file.text, definition.start);
  return {
    source: "reachable",
    uri: file.uri,
    path: file.path,
    startLine,
    endLine: startLine + 1,
    text: memberList("", file, found, room),
    score: 0,
    terms: { reachable: 1 },
    reason: "declares names with words from around the cursor",
  };
}
