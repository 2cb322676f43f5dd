import type { Definition } from "../../index/tags.ts";
import type { ContextRequest } from "../request.ts";
import { membersOf, signature } from "../skeleton.ts";
import type { Snippet } from "../snippet.ts";
import type { ViewedFile } from "../workspaceView.ts";

const maxFiles = 6;
const maxLines = 20;
const maxSignatureCharacters = 160;

/** The signatures that the imported files offer. */
export function outline({ cursor, workspace }: ContextRequest): Snippet[] {
  const files = workspace.importsOf(cursor.file.path).slice(0, maxFiles);
  return files.flatMap((path, i) => {
    const file = workspace.file(path);
    const text = file ? outlineOf(file) : "";
    if (!file || !text) return [];
    const terms = { outline: 1 / (1 + i / maxFiles) };
    const place = { uri: file.uri, path, startLine: 0, endLine: 1 };
    return [{ source: "outline", ...place, text, score: 0, terms, reason: "what an imported file offers" }];
  });
}

/** One line per exported item, the members of a class or interface by their names. */
export function outlineOf({ text, tags }: ViewedFile): string {
  const offered = tags.definitions.filter(({ exported, parent }) => exported !== "no" && parent < 0);
  return offered
    .slice(0, maxLines)
    .map((definition) => outlineLine(text, tags.definitions, definition))
    .join("\n");
}

function outlineLine(text: string, all: readonly Definition[], definition: Definition): string {
  const line = signature(text, definition).replace(/\s+/g, " ");
  const short = line.length > maxSignatureCharacters ? `${line.slice(0, maxSignatureCharacters)}…` : line;
  const members = membersOf(all, definition).map((member) => member.name);
  return members.length > 0 ? `${short} { ${members.slice(0, maxLines).join(", ")} }` : short;
}
