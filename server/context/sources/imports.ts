import { lineAt } from "../place.ts";
import type { ContextRequest } from "../request.ts";
import type { Snippet } from "../snippet.ts";

/** More of this is a list of packages, not help. */
const maxCharacters = 1200;

/** The file's own imports, once the window no longer shows them: the names its author chose to work with. */
export function imports({ cursor, window, workspace }: ContextRequest): Snippet[] {
  const file = workspace.file(cursor.file.path);
  const hidden = file?.tags.imports.filter((item) => item.end <= window.start && item.kind !== "dynamic") ?? [];
  const [first] = hidden;
  if (!file || !first) return [];
  let text = "";
  let end = first.start;
  for (const item of hidden) {
    const line = file.text.slice(item.start, item.end);
    if (text.length + line.length > maxCharacters) break;
    text += text ? `\n${line}` : line;
    end = item.end;
  }
  if (!text) return [];
  return [
    {
      source: "imports",
      uri: file.uri,
      path: file.path,
      startLine: lineAt(file.text, first.start),
      endLine: lineAt(file.text, end) + 1,
      text,
      score: 0,
      terms: { imports: 1 },
      reason: "this file's imports, above what the prompt shows",
    },
  ];
}
