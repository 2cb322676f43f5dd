import type { Cursor } from "./cursor.ts";
import { holds, type PromptHole } from "./hole.ts";
import { lineAt } from "./place.ts";
import { inOrder } from "./rank.ts";
import type { Snippet, SourceName } from "./snippet.ts";

/**
 * The contents of a completion prompt, in their order, as decided at `line` and kept while typing goes on. Every token
 * that stays where it was is one the model does not have to read again.
 */
export type Layout = {
  readonly path: string;
  readonly snippets: readonly Snippet[];
  /** Snippets that became useful since the others were chosen; shown behind the text after the cursor. */
  readonly additions: readonly Snippet[];
  readonly hole: PromptHole;
  /**
   * The prompt gets nothing more while it is added to. This is set for the first answer at a place, until the next
   * pause.
   */
  readonly mostTokens: number;
  /** The line of the cursor. */
  readonly line: number;
  /** Its line when the snippets were chosen, and when it was last looked for what could be added. */
  readonly chosenAt: number;
  readonly addedAt: number;
  /** What was told of types when it was looked at last; see `toldKey`. */
  readonly told?: string | undefined;
};

type Moment = {
  readonly cursor: Cursor;
  /** Nobody is waiting: the time to choose anew. */
  readonly idle: boolean;
  readonly promptTokens: number;
  /** The most that may be read while somebody waits. */
  readonly quickTokens: number;
  readonly readsSuffixLast: boolean;
};

/** Why a prompt's snippets are others than before. After "added" those of before stand where they stood. */
export type Change = "first" | "file" | "jump" | "above" | "idle" | "lines" | "outdated" | "added";

/** Farther than this is not typing but going somewhere else. */
const jumpLines = 16;

/** Snippets say nothing about the cursor any more so far from where they were chosen. */
const staleLines = 24;

/**
 * The interval at which a prompt's snippets may be chosen anew. It holds where nothing can be added, but a whole prompt
 * is read in no time.
 */
const quickLines = 4;

/** After so many lines it is looked for what could be added to a prompt. */
const additionsLines = 2;

/** In this order come the snippets that seldom change; all others follow. */
const stableSources: readonly SourceName[] = ["pinned", "imports"];

/** Why the snippets must be chosen anew or added to, or undefined if those of last time serve. */
export function change(previous: Layout | undefined, moment: Moment): Change | undefined {
  const { cursor, idle, promptTokens, quickTokens, readsSuffixLast } = moment;
  if (!previous) return "first";
  if (previous.path !== cursor.file.path) return "file";
  const line = lineAt(cursor.file.text, cursor.offset);
  if (Math.abs(line - previous.line) > jumpLines) return "jump";
  if (!holds(previous.hole, cursor)) return "above";
  if (idle) return "idle";
  const mostLines = !readsSuffixLast && promptTokens <= quickTokens ? quickLines : staleLines;
  if (Math.abs(line - previous.chosenAt) >= mostLines) return "lines";
  return readsSuffixLast && Math.abs(line - previous.addedAt) >= additionsLines ? "added" : undefined;
}

/** The layout of newly chosen snippets. Of a `previous` layout that is close the order is kept, so that newcomers come last. */
export function laidOut(
  cursor: Cursor,
  hole: PromptHole,
  chosen: readonly Snippet[],
  mostTokens: number,
  previous?: Layout,
): Layout {
  const { text, path } = cursor.file;
  const line = lineAt(text, cursor.offset);
  const old = previous ? [...previous.snippets, ...previous.additions] : [];
  return { path, snippets: ordered(chosen, old), additions: [], hole, mostTokens, line, chosenAt: line, addedAt: line };
}

/**
 * Stable sources come first, then what is still here in its old order. Newcomers follow, the best last, then edits, the
 * newest last.
 */
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
