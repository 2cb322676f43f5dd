import { listRoom, memberList } from "../memberList.ts";
import { lineAt } from "../place.ts";
import { membersOfType, receiverAt } from "../receiver.ts";
import type { ContextRequest } from "../request.ts";
import { onOneLine, signature } from "../skeleton.ts";
import type { Snippet } from "../snippet.ts";
import { wordParts } from "../words.ts";
import type { DefinitionPlace } from "../workspaceView.ts";

const maxCharacters = 1000;

/** A longer head is cut off. */
const maxHead = 120;

/** The members of what stands before the dot at the cursor. */
export function members({ cursor, workspace, query, tokens, window }: ContextRequest): Snippet[] {
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
  const worth = ({ definition }: DefinitionPlace) =>
    wordParts(definition.name).reduce((sum, word) => sum + (query.get(word) ?? 0), 0);
  const near = found.map((member) => ({ member, worth: worth(member) })).sort((a, b) => b.worth - a.worth);
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
