import { lineAt } from "./place.ts";
import type { ContextRequest } from "./request.ts";
import type { Snippet } from "./snippet.ts";
import type { Origin } from "./typeFacts.ts";

/**
 * What the language server beside Hearth tells, as a snippet. It stands under the path of the workspace's file that it is
 * taken from, else under the cursor's own: a library's path says nothing here.
 */
export function toldSnippet(
  { cursor, workspace }: Pick<ContextRequest, "cursor" | "workspace">,
  source: "members" | "signature",
  text: string,
  origins: readonly Origin[] | undefined,
  reason: string,
): Snippet {
  const { file, offset } = cursor;
  const origin = origins?.find(({ path }) => path !== undefined && path !== file.path);
  const found = origin?.path === undefined ? undefined : workspace.file(origin.path);
  const startLine = found && origin ? origin.line : lineAt(file.text, offset);
  const { uri, path } = found ?? file;
  const lines = { startLine, endLine: startLine + text.split("\n").length };
  return {
    source,
    uri,
    path,
    ...lines,
    text,
    score: 0,
    terms: { [source]: 1 },
    reason,
  };
}
