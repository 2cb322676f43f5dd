import type { Cursor } from "./cursor.ts";
import { type AnchoredHole, holds } from "./hole.ts";
import { lineAt } from "./place.ts";
import { inOrder } from "./rank.ts";
import type { Snippet, SourceName } from "./snippet.ts";

/**
 * What a completion prompt shows, in its order, as decided at `line` and kept while typing goes on:
 * every token that stays where it was is one the model does not have to read again.
 */
export type Layout = {
  readonly path: string;
  readonly snippets: readonly Snippet[];
  readonly hole: AnchoredHole;
  /** The line of the cursor when the snippets were chosen. */
  readonly line: number;
};

type Moment = {
  readonly cursor: Cursor;
  /** Nobody is waiting: the time to choose anew. */
  readonly idle: boolean;
  /** Choose anew after this many lines; `Infinity` where the machine is too slow to do it while somebody waits. */
  readonly rerankLines: number;
};

export type Change = "first" | "file" | "jump" | "above" | "idle" | "lines";

/** Farther than this is not typing but going somewhere else. */
const jumpLines = 16;

/** In this order come the snippets that seldom change; all others follow. */
const stableSources: readonly SourceName[] = ["pinned", "imports"];

/** Why the snippets must be chosen anew, or undefined if those of last time serve. */
export function change(previous: Layout | undefined, { cursor, idle, rerankLines }: Moment): Change | undefined {
  if (!previous) return "first";
  if (previous.path !== cursor.file.path) return "file";
  const lines = Math.abs(lineAt(cursor.file.text, cursor.offset) - previous.line);
  if (lines > jumpLines) return "jump";
  if (!holds(previous.hole, cursor)) return "above";
  if (idle) return "idle";
  return lines >= rerankLines ? "lines" : undefined;
}

/** The layout of newly chosen snippets. Of a `previous` layout that is close the order is kept, so that newcomers come last. */
export function laidOut(cursor: Cursor, hole: AnchoredHole, chosen: readonly Snippet[], previous?: Layout): Layout {
  const { text, path } = cursor.file;
  return { path, snippets: ordered(chosen, previous?.snippets ?? []), hole, line: lineAt(text, cursor.offset) };
}

/** Stable sources first; then what is still here in its old order; then newcomers, the best last; edits, the newest last. */
function ordered(chosen: readonly Snippet[], previous: readonly Snippet[]): Snippet[] {
  const place = new Map(previous.map((snippet, i) => [keyOf(snippet), i]));
  const tier = ({ source }: Snippet) =>
    stableSources.includes(source) ? stableSources.indexOf(source) : source === "edits" ? 9 : 8;
  const seat = (snippet: Snippet) => place.get(keyOf(snippet)) ?? previous.length;
  return [...chosen].sort((a, b) => {
    if (tier(a) !== tier(b)) return tier(a) - tier(b);
    if (tier(a) < 8) return a.path < b.path ? -1 : a.path > b.path ? 1 : a.startLine - b.startLine;
    return seat(a) - seat(b) || inOrder(b, a);
  });
}

function keyOf({ source, path, text }: Snippet): string {
  return `${source} ${path} ${text}`;
}
