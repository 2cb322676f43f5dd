import type { FoundChunk, Query } from "./chunkIndex.ts";
import { type Approach, approach } from "./continuation.ts";
import type { Cursor } from "./cursor.ts";
import { queryAt } from "./query.ts";
import type { RecentEdit } from "./recentEdits.ts";
import type { Window } from "./window.ts";
import { eachIdentifier } from "./words.ts";
import type { WorkspaceView } from "./workspaceView.ts";

/** A file of instructions for people and machines who write code here. */
export type RuleFile = { readonly uri: string; readonly path: string; readonly text: string };

/** What the caller knows: where the cursor is and what the prompt shows around it. */
export type Situation = {
  readonly cursor: Cursor;
  readonly workspace: WorkspaceView;
  /** What the prompt shows of the cursor's own file. */
  readonly window: Window;
  /** Newest first. */
  readonly edits: readonly RecentEdit[];
  /** Paths that the user always wants to be seen. */
  readonly pinned: readonly string[];
  readonly rules: readonly RuleFile[];
};

/** A situation with what every source would otherwise work out for itself. */
export type ContextRequest = Situation & {
  readonly query: Query;
  readonly approach: Approach;
  /** The identifiers that the window shows. */
  readonly visible: ReadonlySet<string>;
  /** How rare a word is in the workspace: BM25's inverse document frequency. */
  readonly rarity: (word: string) => number;
  /** The chunks of the workspace nearest to the query, best first. */
  readonly found: readonly FoundChunk[];
};

/** More chunks than are ever shown: the place that goes on like the cursor's is often far down the list. */
const foundChunks = 300;

const approachCharacters = 400;

export function contextRequest(situation: Situation): ContextRequest {
  const { cursor, window, workspace } = situation;
  const query = queryAt(cursor);
  const { text } = cursor.file;
  const visible = new Set<string>();
  const see = (identifier: string) => void visible.add(identifier);
  eachIdentifier(text.slice(window.start, cursor.offset), see);
  eachIdentifier(text.slice(window.suffixStart, window.end), see);
  return {
    ...situation,
    query,
    visible,
    approach: approach(cursor.before.slice(-approachCharacters)),
    rarity: (word) => workspace.chunks.rarity(word),
    found: workspace.chunks.search(query, foundChunks),
  };
}
