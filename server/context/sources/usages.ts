import { lineAt, linesAround } from "../place.ts";
import type { ContextRequest } from "../request.ts";
import type { Snippet } from "../snippet.ts";
import { keywords } from "../words.ts";

const maxUsages = 3;
const linesAroundUsage = 2;

/** What more chunks than this mention is used in every way: three places say nothing, and finding them takes long. */
export const maxSpread = 400;

/** Each further usage says less that is new. */
const decay = 0.8;

/** How others use the thing that is being called at the cursor: three places, two lines around each. */
export function usages(request: ContextRequest): Snippet[] {
  const name = calledName(request.cursor.lineBefore);
  return name && request.workspace.chunks.spread(name.toLowerCase()) <= maxSpread
    ? usagesOf(request, name, maxUsages)
    : [];
}

/** Places outside the window that mention a name but do not define it. */
export function usagesOf(request: ContextRequest, name: string, limit: number): Snippet[] {
  const { workspace, cursor, window } = request;
  const snippets: Snippet[] = [];
  for (const { path, offset } of workspace.mentions(name)) {
    if (snippets.length === limit) break;
    const file = workspace.file(path);
    if (!file || file.tags.definitions.some((definition) => definition.nameStart === offset)) continue;
    if (file.tags.imports.some((item) => item.start <= offset && offset < item.end)) continue;
    const { start, end } = linesAround(file.text, offset, linesAroundUsage, linesAroundUsage);
    if (path === cursor.file.path && start < window.end && end > window.start) continue;
    if (snippets.some((other) => other.path === path)) continue;
    snippets.push({
      source: "usages",
      uri: file.uri,
      path,
      startLine: lineAt(file.text, start),
      endLine: lineAt(file.text, end) + 1,
      text: file.text.slice(start, end),
      score: 0,
      terms: { usage: decay ** snippets.length },
      reason: `uses ${name}`,
    });
  }
  return snippets;
}

/** The name before the last open parenthesis or dot of the line. */
function calledName(lineBefore: string): string | undefined {
  const name = /([\p{L}_$][\p{L}\p{N}_$]*)\s*(?:\(|\?*\.)[^()]*$/u.exec(lineBefore)?.[1];
  return name !== undefined && name.length > 2 && !keywords.has(name) ? name : undefined;
}
