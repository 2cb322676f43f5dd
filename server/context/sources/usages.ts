import { lineAt, linesAround } from "../place.ts";
import type { ContextRequest } from "../request.ts";
import type { Snippet } from "../snippet.ts";
import { uses } from "../uses.ts";
import { keywords } from "../words.ts";
import type { ViewedFile } from "../workspaceView.ts";

const maxUsages = 3;
const linesAroundUsage = 2;

/**
 * A name that more chunks than this mention is used in every way. Three places say nothing then, and finding them takes
 * long.
 */
export const maxSpread = 400;

/** Each further usage says less that is new. */
const decay = 0.8;

/** How others use the thing that is being called at the cursor: three places, two lines around each. */
export function usages({ workspace, cursor, window }: ContextRequest): Snippet[] {
  const name = calledName(cursor.lineBefore);
  if (!name || workspace.chunks.spread(name.toLowerCase()) > maxSpread) return [];
  const isElsewhere = ({ path, text }: ViewedFile, offset: number) => {
    const { start, end } = linesAround(text, offset, linesAroundUsage, linesAroundUsage);
    return path !== cursor.file.path || start >= window.end || end <= window.start;
  };
  const snippets: Snippet[] = [];
  for (const { file, offset } of uses(workspace, name, isElsewhere)) {
    snippets.push(snippetOf(file, offset, name, decay ** snippets.length));
    if (snippets.length === maxUsages) break;
  }
  return snippets;
}

function snippetOf({ uri, path, text }: ViewedFile, offset: number, name: string, usage: number): Snippet {
  const { start, end } = linesAround(text, offset, linesAroundUsage, linesAroundUsage);
  return {
    source: "usages",
    uri,
    path,
    startLine: lineAt(text, start),
    endLine: lineAt(text, end) + 1,
    text: text.slice(start, end),
    score: 0,
    terms: { usage },
    reason: `uses ${name}`,
  };
}

/** The name before the last open parenthesis or dot of the line. */
function calledName(lineBefore: string): string | undefined {
  const name = /([\p{L}_$][\p{L}\p{N}_$]*)\s*(?:\(|\?*\.)[^()]*$/u.exec(lineBefore)?.[1];
  return name !== undefined && name.length > 2 && !keywords.has(name) ? name : undefined;
}
