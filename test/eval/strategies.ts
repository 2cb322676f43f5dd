import { dirname } from "node:path";
import { tokensOf } from "../../server/context/budget.ts";
import { gather } from "../../server/context/gather.ts";
import type { Situation } from "../../server/context/request.ts";
import { completionSources } from "../../server/context/sources.ts";
import { wordsOf } from "../../server/context/words.ts";
import { atOnce } from "../../server/slices/slices.ts";
import type { MemoryWorkspace } from "../context/memoryWorkspace.ts";
import { randomFrom, shuffled } from "../random.ts";
import { charactersPerToken } from "./tasks.ts";

export type Piece = {
  readonly path: string;
  readonly text: string;
  readonly startLine: number;
  readonly endLine: number;
};

/** A way to fill `tokens` tokens with pieces of the workspace that help at a place. */
export type Strategy = (situation: Situation, workspace: MemoryWorkspace, tokens: number) => readonly Piece[];

const quiet = () => {};

export const hearth: Strategy = (situation, _workspace, tokens) =>
  atOnce(gather(situation, completionSources, { tokens, charactersPerToken }, quiet)).chosen;

/** Chunks in any order. */
export const random: Strategy = (situation, workspace, tokens) => {
  const files = shuffled(workspace.files, randomFrom(situation.cursor.offset)).slice(0, 40);
  const pieces = files.flatMap(({ path, text }, i) => {
    const lines = text.split("\n");
    const startLine = Math.floor(randomFrom(i)() * lines.length);
    const endLine = Math.min(lines.length, startLine + 20);
    return [{ path, text: lines.slice(startLine, endLine).join("\n"), startLine, endLine }];
  });
  return fitted(
    pieces.filter((piece) => piece.path !== situation.cursor.file.path),
    tokens,
  );
};

/** BM25 over the same chunks with the last twenty lines as a flat query. */
export const plainBm25: Strategy = ({ cursor, window }, workspace, tokens) => {
  const recent = cursor.before.split("\n").slice(-20).join("\n");
  const found = workspace.chunks.search(new Map(wordsOf(recent).map((word) => [word, 1])), 60);
  const pieces = found.flatMap(({ path, start, end, startLine, endLine }) => {
    const onScreen = path === cursor.file.path && start < window.end && end > window.start;
    const file = onScreen ? undefined : workspace.file(path);
    return file ? [{ path, text: file.text.slice(start, end), startLine, endLine }] : [];
  });
  return fitted(pieces, tokens);
};

const copilot = { windowLines: 60, files: 20, maxCharacters: 10_000, snippets: 4 };

/** As Copilot's similar files: 60-line windows of the 20 nearest files by Jaccard similarity, the best of each, four in all. */
export const jaccardWindows: Strategy = ({ cursor }, workspace, tokens) => {
  const own = cursor.file.path;
  const end = own.slice(own.lastIndexOf("."));
  const near = workspace.files
    .filter(({ path, text }) => path !== own && path.endsWith(end) && text.length <= copilot.maxCharacters)
    .sort((a, b) => distance(a.path, own) - distance(b.path, own) || (a.path < b.path ? -1 : 1))
    .slice(0, copilot.files);
  const wanted = new Set(wordsOf(cursor.before.split("\n").slice(-copilot.windowLines).join("\n")));
  const best = near.map(({ path, text }) => bestWindow(path, text, wanted)).sort((a, b) => b.similarity - a.similarity);
  return fitted(best.slice(0, copilot.snippets), tokens, true);
};

function bestWindow(path: string, text: string, wanted: ReadonlySet<string>): Piece & { similarity: number } {
  const lines = text.split("\n");
  const words = lines.map((line) => [...new Set(wordsOf(line))]);
  const counts = new Map<string, number>();
  let best = { similarity: -1, startLine: 0 };
  let shared = 0;
  for (let line = 0; line < lines.length; line++) {
    for (const word of words[line] as string[]) {
      const count = counts.get(word) ?? 0;
      counts.set(word, count + 1);
      if (count === 0 && wanted.has(word)) shared++;
    }
    for (const word of words[line - copilot.windowLines] ?? []) {
      const count = (counts.get(word) as number) - 1;
      if (count > 0) counts.set(word, count);
      else counts.delete(word);
      if (count === 0 && wanted.has(word)) shared--;
    }
    const similarity = shared / (wanted.size + counts.size - shared || 1);
    if (similarity > best.similarity) best = { similarity, startLine: Math.max(0, line - copilot.windowLines + 1) };
  }
  const endLine = Math.min(lines.length, best.startLine + copilot.windowLines);
  return { path, text: lines.slice(best.startLine, endLine).join("\n"), ...best, endLine };
}

function distance(a: string, b: string): number {
  const ours = dirname(a).split("/");
  const theirs = dirname(b).split("/");
  let shared = 0;
  while (shared < ours.length && ours[shared] === theirs[shared]) shared++;
  return ours.length + theirs.length - 2 * shared;
}

/** In order, skipping what does not fit; with `cut`, the first that does not fit is shortened to what does. */
function fitted(pieces: readonly Piece[], tokens: number, cut = false): Piece[] {
  const chosen: Piece[] = [];
  let left = tokens;
  for (const piece of pieces) {
    const cost = tokensOf(piece, charactersPerToken);
    if (cost <= left) {
      chosen.push(piece);
      left -= cost;
    } else if (cut && left > 20) {
      chosen.push({
        ...piece,
        text: piece.text.slice(0, Math.floor((left - 4) * charactersPerToken) - piece.path.length),
      });
      break;
    }
  }
  return chosen;
}
