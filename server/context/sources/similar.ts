import type { Steps } from "../../slices/slices.ts";
import type { FoundChunk } from "../chunkIndex.ts";
import { continuation } from "../continuation.ts";
import { focus } from "../focus.ts";
import { continuationTerm, scoreOf } from "../rank.ts";
import type { ContextRequest } from "../request.ts";
import type { Snippet } from "../snippet.ts";
import type { ViewedFile } from "../workspaceView.ts";

/** A piece of `focusLines` lines is about twice as long: half of those that are shown may be refused. */
const tokensPerPiece = 40;
const leastPieces = 8;

/** In a large workspace the text of each may have to be unpacked first. */
const chunksPerStep = 16;

/**
 * Code like the code at the cursor: chunks whose words are those around it. The best have the very tokens left of the
 * cursor. They go on with a name that is not on screen.
 */
export function* similar(request: ContextRequest): Steps<Snippet[]> {
  const { found, workspace, rarity } = request;
  const best = found[0]?.score ?? 1;
  const judged: Judged[] = [];
  for (const [i, chunk] of found.entries()) {
    const file = workspace.file(chunk.path);
    if (!file) continue;
    const match = continuation(file.text.slice(chunk.start, chunk.end), request.tokensBefore, request.visible, rarity);
    const terms = { lexical: chunk.score / best, ...(match && { continuation: continuationTerm(match.worth) }) };
    judged.push({ chunk, file, match, terms, score: scoreOf(terms) });
    if (i % chunksPerStep === chunksPerStep - 1) yield;
  }
  const chosen = judged.sort((a, b) => b.score - a.score).slice(0, leastPieces + request.tokens / tokensPerPiece);
  return chosen.map((one) => snippetOf(request, one));
}

type Judged = {
  readonly chunk: FoundChunk;
  readonly file: ViewedFile;
  readonly match: ReturnType<typeof continuation>;
  readonly terms: Snippet["terms"];
  readonly score: number;
};

function snippetOf({ worthOf }: ContextRequest, { chunk, file, match, terms, score }: Judged): Snippet {
  const { uri, path, text } = file;
  const at = match && { at: chunk.start + match.at, worth: match.worth };
  const { start, end, startLine, endLine } = focus(text, chunk, worthOf, at);
  return {
    source: "similar",
    uri,
    path,
    startLine,
    endLine,
    text: text.slice(start, end),
    score,
    terms,
    reason: match ? `goes on with ${match.next} after the same code` : "the same words as around the cursor",
    ...(match && { next: match.next }),
  };
}
