import { continuation } from "../continuation.ts";
import { focus } from "../focus.ts";
import { continuationTerm, scoreOf } from "../rank.ts";
import type { ContextRequest } from "../request.ts";
import type { Snippet } from "../snippet.ts";

/** A piece of `focusLines` lines is about twice as long: half of those that are shown may be refused. */
const tokensPerPiece = 40;
const leastPieces = 8;

/**
 * Code like the code at the cursor: chunks whose words are those around it. The best have the very tokens left of the
 * cursor. They go on with a name that is not on screen.
 */
export function similar(request: ContextRequest): Snippet[] {
  const { found, workspace, rarity } = request;
  const best = found[0]?.score ?? 1;
  const judged = found.flatMap((chunk) => {
    const file = workspace.file(chunk.path);
    if (!file) return [];
    const match = continuation(file.text.slice(chunk.start, chunk.end), request.tokensBefore, request.visible, rarity);
    const terms = { lexical: chunk.score / best, ...(match && { continuation: continuationTerm(match.worth) }) };
    return [{ chunk, file, match, terms, score: scoreOf(terms) }];
  });
  const chosen = judged.sort((a, b) => b.score - a.score).slice(0, leastPieces + request.tokens / tokensPerPiece);
  return chosen.map(({ chunk, file, match, terms, score }) => {
    const at = match && { at: chunk.start + match.at, worth: match.worth };
    const { start, end, startLine, endLine } = focus(file.text, chunk, request.worthOf, at);
    return {
      source: "similar",
      uri: file.uri,
      path: file.path,
      startLine,
      endLine,
      text: file.text.slice(start, end),
      score,
      terms,
      reason: match ? `goes on with ${match.next} after the same code` : "the same words as around the cursor",
      ...(match && { next: match.next }),
    };
  });
}
