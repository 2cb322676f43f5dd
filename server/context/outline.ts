import type { Definition } from "../languages/tags.ts";
import type { Situation } from "./request.ts";
import { membersOf, signature } from "./skeleton.ts";
import type { ViewedFile } from "./workspaceView.ts";

const maxFiles = 6;
const maxLines = 20;
const maxSignatureCharacters = 160;

/** The definitions in files that the cursor's file imports. */
export function importedOutlines({ cursor, workspace }: Situation): readonly { path: string; text: string }[] {
  const files = workspace.importsOf(cursor.file.path).slice(0, maxFiles);
  return files.flatMap((path) => {
    const file = workspace.file(path);
    const text = file ? outlineOf(file) : "";
    return text ? [{ path, text }] : [];
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
