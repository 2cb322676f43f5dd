import type { ContextRequest } from "../request.ts";
import type { Snippet } from "../snippet.ts";

/** A longer diff is shown by its beginning. */
const maxLines = 80;

/** A diff of so many characters counts half as much as the smallest: whole small ones say more than a part of a large one. */
const halfCharacters = 2_000;

/** What is about to be committed, in a commit's message, and the messages of the last commits. */
export function staged({ staged }: ContextRequest): Snippet[] {
  if (!staged) return [];
  const { files, subjects } = staged;
  const place = { source: "staged", uri: "", startLine: 0, score: 0 } as const;
  const diffs = files.map(({ path, diff }): Snippet => {
    const lines = diff.split("\n").slice(0, maxLines);
    const worth = 0.5 + (0.5 * halfCharacters) / (halfCharacters + diff.length);
    const text = lines.join("\n");
    return { ...place, path: `${path}.diff`, endLine: lines.length, text, terms: { staged: worth }, reason: "staged" };
  });
  if (subjects.length === 0) return diffs;
  const earlier = { path: "git-log.txt", endLine: subjects.length, text: subjects.join("\n") };
  return [...diffs, { ...place, ...earlier, terms: { staged: 1 }, reason: "messages of the last commits" }];
}
