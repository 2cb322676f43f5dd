import type { Staged } from "../index/reading/staged.ts";
import type { FoundChunk, Query } from "./chunkIndex.ts";
import { type TokensBefore, tokensBefore } from "./continuation.ts";
import type { Cursor } from "./cursor.ts";
import { queryAt } from "./query.ts";
import type { RecentEdit } from "./recentEdits.ts";
import type { TypeFacts } from "./typeFacts.ts";
import type { Window } from "./window.ts";
import { eachIdentifier, wordParts } from "./words.ts";
import type { WorkspaceView } from "./workspaceView.ts";

/** A file of instructions for people and machines who write code here. */
export type RuleFile = { readonly uri: string; readonly path: string; readonly text: string };

/** The caller knows this: the place of the cursor, and what the prompt shows around it. */
export type Situation = {
  readonly cursor: Cursor;
  readonly workspace: WorkspaceView;
  /** The part of the cursor's own file in the prompt. */
  readonly window: Window;
  /** Newest first. */
  readonly edits: readonly RecentEdit[];
  /** Paths that the user always wants to be seen. */
  readonly pinned: readonly string[];
  readonly rules: readonly RuleFile[];
  /** What is about to be committed; undefined but for the message of a commit. */
  readonly staged?: Staged | undefined;
  /** What the language server beside Hearth tells of the cursor's place, as far as a model may be shown it. */
  readonly told?: TypeFacts | undefined;
  /** Called when the sources have found what there is, and ranking begins. */
  readonly onGathered?: () => void;
};

/** A situation with what every source would otherwise work out for itself. */
export type ContextRequest = Situation & {
  readonly tokens: number;
  readonly query: Query;
  readonly tokensBefore: TokensBefore;
  /** The identifiers that the window shows. */
  readonly visible: ReadonlySet<string>;
  /** How rare a word is in the workspace: BM25's inverse document frequency. */
  readonly rarity: (word: string) => number;
  /** How much an identifier has to do with the query. */
  readonly worthOf: (identifier: string) => number;
  /** The chunks of the workspace nearest to the query, best first, without those that the window shows. */
  readonly found: readonly FoundChunk[];
};

/** More chunks than are ever shown: the place that goes on like the cursor's is often far down the list. */
const foundChunks = 300;

const beforeCharacters = 400;

/** `tokens` is the room that all snippets together have. */
export function contextRequest(situation: Situation, tokens: number): ContextRequest {
  const { cursor, window, workspace } = situation;
  const query = queryAt(cursor);
  const rarity = memoized((word) => workspace.chunks.rarity(word));
  const { text } = cursor.file;
  const visible = new Set<string>();
  const see = (identifier: string) => void visible.add(identifier);
  eachIdentifier(text.slice(window.start, cursor.offset), see);
  eachIdentifier(text.slice(window.suffixStart, window.end), see);
  return {
    ...situation,
    query,
    tokens,
    visible,
    tokensBefore: tokensBefore(cursor.before.slice(-beforeCharacters)),
    rarity,
    worthOf: memoized((identifier) => worthIn(query, identifier, rarity)),
    found: workspace.chunks.search(query, foundChunks).filter((chunk) => isOffScreen(situation, chunk)),
  };
}

/** Asks for the chunk's file, so that the view holds the very text that was searched, whatever is typed meanwhile. */
function isOffScreen({ cursor, window, workspace }: Situation, { path, start, end }: FoundChunk): boolean {
  if (!workspace.file(path)) return false;
  return path !== cursor.file.path || start >= window.end || end <= window.start;
}

function memoized(ask: (key: string) => number): (key: string) => number {
  const answers = new Map<string, number>();
  return (key) => {
    let answer = answers.get(key);
    if (answer === undefined) {
      answer = ask(key);
      answers.set(key, answer);
    }
    return answer;
  };
}

function worthIn(query: Query, identifier: string, rarity: (word: string) => number): number {
  let worth = 0;
  for (const word of wordParts(identifier)) {
    const weight = query.get(word);
    if (weight !== undefined) worth += weight * rarity(word);
  }
  return worth;
}
