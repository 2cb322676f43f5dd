import { lineStarts } from "../../text/lines.ts";
import type { RecentEdit } from "../recentEdits.ts";
import type { ContextRequest } from "../request.ts";
import type { Snippet } from "../snippet.ts";

const maxLines = 10;

/** Continue's: what was edited one step earlier counts this much less. */
const ageDecay = 1.15;

/** Late changes elsewhere: the cursor is often the next place of the same change. */
export function edits(request: ContextRequest): Snippet[] {
  return request.edits.flatMap((edit, age) => snippetOf(request, edit, age));
}

function snippetOf({ workspace, cursor, window }: ContextRequest, edit: RecentEdit, age: number): Snippet[] {
  const file = workspace.file(edit.path);
  if (!file) return [];
  const starts = lineStarts(file.text);
  const startLine = edit.startLine;
  const endLine = Math.min(edit.endLine, startLine + maxLines, starts.length);
  const start = starts[startLine];
  if (start === undefined || endLine <= startLine) return [];
  const text = file.text.slice(start, starts[endLine] ?? file.text.length).trimEnd();
  if (edit.path === cursor.file.path && start < window.end && start + text.length > window.start) return [];
  if (text.trim() === "") return [];
  const { uri, path } = file;
  const terms = { edit: ageDecay ** -age };
  return [{ source: "edits", uri, path, startLine, endLine, text, score: 0, terms, reason: "changed a moment ago" }];
}
