import { listRoom, memberList } from "../memberList.ts";
import { lineAt } from "../place.ts";
import { membersOfType, receiverAt } from "../receiver.ts";
import type { ContextRequest } from "../request.ts";
import { onOneLine, signature } from "../skeleton.ts";
import type { Snippet } from "../snippet.ts";
import { toldSnippet } from "../toldSnippet.ts";
import type { Origin, ToldMember, ToldMembers } from "../typeFacts.ts";
import { wordParts } from "../words.ts";
import type { DefinitionPlace } from "../workspaceView.ts";

const maxCharacters = 1000;

/** A longer head is cut off. */
const maxHead = 120;

/** The members of what stands before the dot at the cursor, as they are told, else as far as the index knows them. */
export function members(request: ContextRequest): Snippet[] {
  const { told } = request;
  return told?.members ? toldMembers(request, told.members) : indexedMembers(request);
}

/** Of a list these are named at most: who lists more lists everything that there is. */
const maxNamed = 60;
const maxReceiver = 60;

/** A name that is meant for its own class alone. */
const isOwn = /^[_#]/;
const itself = /^(?:this|self|cls|super\(\))$/;

/** The members that the language server beside Hearth lists, those first that have to do with the cursor, or are in use. */
function toldMembers(request: ContextRequest, { receiver, members: all, origins }: ToldMembers): Snippet[] {
  const { cursor, workspace, query, tokens } = request;
  const typed = /[\p{L}\p{N}_$]*$/u.exec(cursor.lineBefore)?.[0] ?? "";
  const isWanted = ({ name }: ToldMember) =>
    name.startsWith(typed) &&
    (!isOwn.test(name) || isOwn.test(typed) || (itself.test(receiver) && !name.startsWith("__")));
  const found = all
    .filter(isWanted)
    .map((member) => ({
      member,
      worth: worthIn(query, member.name),
      // What is used here is used again: a list of a library's type has many names that are never needed.
      spread: workspace.chunks.spread(member.name.toLowerCase()),
    }))
    .sort((a, b) => b.worth - a.worth || b.spread - a.spread);
  if (found.length === 0) return [];
  const head = `${receiver.slice(-maxReceiver)}.`;
  let left = listRoom(tokens, maxCharacters) - head.length;
  const signatures: string[] = [];
  const names: string[] = [];
  for (const { member, worth } of found.slice(0, maxNamed)) {
    const mayWrite = worth > 0 && signatures.length < maxSignatures;
    const shown = mayWrite ? shownOf(workspace, origins, member) : "";
    const written = shown !== "" && shown.length <= Math.min(maxHead, left / 2);
    const text = written ? shown : `${member.name}${member.isCallable ? "()" : ""}`;
    left -= text.length + 2;
    if (left < 0) break;
    (written ? signatures : names).push(text);
  }
  const lines = [...signatures.map((line) => `  ${line}`), ...(names.length > 0 ? [`  ${names.join(", ")}`] : [])];
  return [
    toldSnippet(request, "members", [head, ...lines].join("\n"), origins, `members of ${receiver || "the value"}`),
  ];
}

const maxSignatures = 5;

/** A member as its declaration has it, else with what is told of it; "" where that is no more than its name. */
function shownOf(
  workspace: ContextRequest["workspace"],
  origins: readonly Origin[] | undefined,
  { name, detail }: ToldMember,
): string {
  const place = declaredIn(workspace, origins, name);
  if (place) return onOneLine(signature(place.file.text, place.definition));
  if (detail === "") return "";
  return /^[(<]/.test(detail) ? `${name}${detail}` : `${name}: ${detail}`;
}

/** The declaration of a member in a file that its receiver's type is from, or the only one that there is. */
function declaredIn(
  workspace: ContextRequest["workspace"],
  origins: readonly Origin[] | undefined,
  name: string,
): DefinitionPlace | undefined {
  const paths = origins?.map(({ path }) => path) ?? [];
  if (!paths.some((path) => path !== undefined)) return undefined;
  const all = workspace.definitions(name).filter(({ definition }) => definition.parent >= 0);
  const near = all.filter(({ file }) => paths.includes(file.path));
  return near[0] ?? (all.length === 1 ? all[0] : undefined);
}

function worthIn(query: ContextRequest["query"], name: string): number {
  return wordParts(name).reduce((sum, word) => sum + (query.get(word) ?? 0), 0);
}

function indexedMembers({ cursor, workspace, query, tokens, window }: ContextRequest): Snippet[] {
  const places = receiverAt(cursor, workspace);
  const [type] = places;
  if (!type) return [];
  const { path } = cursor.file;
  const isOnScreen = ({ file, definition: { start, end } }: DefinitionPlace) =>
    file.path === path && start < window.end && end > window.start;
  const typed = /\w*$/.exec(cursor.lineBefore)?.[0] ?? "";
  const known = new Set<string>();
  const found = places
    .flatMap((place) => membersOfType(workspace, place))
    .filter((member) => {
      const { name, kind } = member.definition;
      if (known.has(name) || kind === "constructor" || name === type.definition.name || !name.startsWith(typed))
        return false;
      known.add(name);
      return !isOnScreen(member) && (member.file.path === path || !isPrivate(member));
    });
  if (found.length === 0) return [];
  const near = found
    .map((member) => ({ member, worth: worthIn(query, member.definition.name) }))
    .sort((a, b) => b.worth - a.worth);
  const { file, definition } = type;
  const head = onOneLine(signature(file.text, definition)).slice(0, maxHead);
  const text = memberList(head, file, near, listRoom(tokens, maxCharacters));
  return [
    {
      source: "members",
      uri: file.uri,
      path: file.path,
      startLine: lineAt(file.text, definition.start),
      endLine: lineAt(file.text, Math.max(definition.start, definition.bodyStart - 1)) + 1,
      text,
      score: 0,
      terms: { members: 1 },
      reason: `members of ${definition.name}`,
    },
  ];
}

function isPrivate({ file, definition: { start } }: DefinitionPlace): boolean {
  return /^(?:[@#][^\n]*\n\s*)*(?:@\w+\s+)*private\b/.test(file.text.slice(start, start + 200));
}
