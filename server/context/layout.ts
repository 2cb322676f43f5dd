import { lineStart } from "../text/lines.ts";
import type { Cursor } from "./cursor.ts";
import { editDistance } from "./editDistance.ts";
import { lineAt } from "./place.ts";
import { inOrder } from "./rank.ts";
import type { Snippet, SourceName } from "./snippet.ts";
import type { Window } from "./window.ts";

/**
 * What a completion prompt shows, in its order, as decided at `line` and kept while typing goes on:
 * every token that stays where it was is one the model does not have to read again.
 */
export type Layout = {
  readonly path: string;
  readonly snippets: readonly Snippet[];
  /** Offset where the prompt's part of the file starts; it moves on only when the layout is rebuilt. */
  readonly start: number;
  /** The text from `start` to the line on which typing began: what follows it is `typed`. */
  readonly before: string;
  readonly typed: string;
  readonly after: string;
  /** The line of the cursor when the snippets were chosen. */
  readonly line: number;
};

export type Moment = {
  readonly cursor: Cursor;
  /** Nobody is waiting: the time to choose anew. */
  readonly idle: boolean;
  /** Choose anew after this many lines; `Infinity` where the machine is too slow to do it while somebody waits. */
  readonly rerankLines: number;
};

export type Change = "first" | "file" | "jump" | "above" | "idle" | "lines";

/** Farther than this is not typing but going somewhere else. */
const jumpLines = 16;

/** The hole is moved to the cursor once this much was typed into it. */
const maxTypedLines = 8;
const maxTypedCharacters = 1000;

/** The suffix may differ this much and still be the one the model has read: see `steadySuffix`. */
const steadyWords = 50;
const maxSuffixDistance = 0.1;

/** In this order come the snippets that seldom change; all others follow. */
const stableSources: readonly SourceName[] = ["rules", "pinned", "outline", "imports"];

/** Why the snippets must be chosen anew, or undefined if those of last time serve. */
export function change(previous: Layout | undefined, { cursor, idle, rerankLines }: Moment): Change | undefined {
  if (!previous) return "first";
  if (previous.path !== cursor.file.path) return "file";
  const lines = Math.abs(lineAt(cursor.file.text, cursor.offset) - previous.line);
  if (lines > jumpLines) return "jump";
  const anchor = previous.start + previous.before.length;
  const untouched = cursor.file.text.startsWith(previous.before, previous.start);
  if (cursor.offset < anchor || !untouched) return "above";
  if (idle) return "idle";
  return lines >= rerankLines ? "lines" : undefined;
}

/** The layout of newly chosen snippets. Of a `previous` layout that is close the order is kept, so that newcomers come last. */
export function laidOut(cursor: Cursor, window: Window, chosen: readonly Snippet[], previous?: Layout): Layout {
  const { text, path } = cursor.file;
  const anchor = Math.max(window.start, lineStart(text, cursor.offset));
  return {
    path,
    snippets: ordered(chosen, previous?.snippets ?? []),
    start: window.start,
    before: text.slice(window.start, anchor),
    typed: text.slice(anchor, cursor.offset),
    after: steadySuffix(
      previous?.path === path ? previous.after : undefined,
      text.slice(window.suffixStart, window.end),
    ),
    line: lineAt(text, cursor.offset),
  };
}

/** The same layout a few keys later: only what was typed is new. */
export function continued(previous: Layout, cursor: Cursor, window: Window): Layout {
  const { text } = cursor.file;
  const anchor = previous.start + previous.before.length;
  const typed = text.slice(anchor, cursor.offset);
  const after = steadySuffix(previous.after, text.slice(window.suffixStart, window.end));
  if (typed.length <= maxTypedCharacters && typed.split("\n").length <= maxTypedLines)
    return { ...previous, typed, after };
  const line = lineStart(text, cursor.offset);
  return { ...previous, before: text.slice(previous.start, line), typed: text.slice(line, cursor.offset), after };
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

/**
 * The old suffix while the new one begins the same and differs little: a bracket that an editor closed
 * by itself is not worth reading everything above it again.
 */
function steadySuffix(old: string | undefined, now: string): string {
  if (old === undefined || old === now) return now;
  const ours = wordsOf(old);
  const theirs = wordsOf(now);
  if (ours.length === 0 || ours[0] !== theirs[0]) return now;
  return editDistance(ours, theirs) < maxSuffixDistance * Math.max(ours.length, theirs.length) ? old : now;
}

function wordsOf(text: string): string[] {
  return (text.slice(0, steadyWords * 8).match(/\w+|[^\w\s]/g) ?? []).slice(0, steadyWords);
}
