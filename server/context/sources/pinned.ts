import { outlineOf } from "../outline.ts";
import type { ContextRequest } from "../request.ts";
import type { Snippet } from "../snippet.ts";

/** A longer file is pinned by its outline. */
const maxLines = 60;

/** Files that the user always wants the model to see. */
export function pinned({ pinned: paths, workspace, cursor }: ContextRequest): Snippet[] {
  return paths.flatMap((path) => {
    const file = path === cursor.file.path ? undefined : workspace.file(path);
    if (!file) return [];
    const lines = file.text.trimEnd().split("\n");
    const text = lines.length <= maxLines ? lines.join("\n") : outlineOf(file);
    const place = { uri: file.uri, path, startLine: 0, endLine: lines.length };
    return text ? [{ source: "pinned", ...place, text, score: 0, terms: { pinned: 1 }, reason: "pinned" }] : [];
  });
}
