import type { Steps } from "../../slices/slices.ts";
import type { Marks } from "../../text/inside.ts";
import { nthLargest } from "../nthLargest.ts";
import type { TypeFacts } from "../typeFacts.ts";
import { isWordUnit, keywords } from "../words.ts";
import type { MentionsIn, WorkspaceView } from "../workspaceView.ts";
import { isWord, type TokensLeft } from "./tokens.ts";

/** A text in which one of the cursor's tokens stands, and where. */
export type Occurrence = {
  readonly path: string;
  readonly text: string;
  readonly start: number;
  /** The number of the token among those left of the cursor, the nearest being 0. */
  readonly anchor: number;
  readonly nearness: Nearness;
};

/** The cursor's own file, one that is open or was changed of late, one beside it, any other. */
export const nearnesses = ["own", "recent", "beside", "far"] as const;
export type Nearness = (typeof nearnesses)[number];

/** Where the cursor is, and what is known around it. */
export type Whereabouts = {
  readonly path: string;
  /** The text of the cursor's file. */
  readonly text: string;
  readonly offset: number;
  /** How its language comments to the end of a line. */
  readonly comments: Marks;
  readonly workspace: Pick<WorkspaceView, "mentioning" | "file" | "chunks" | "resolve" | "moduleNamed" | "moduleOf">;
  /** What the language server beside Hearth tells of this place. */
  readonly told?: TypeFacts | undefined;
  /** Paths of files that are open or were changed of late. */
  readonly recent: ReadonlySet<string>;
};

/** Tokens among which anchors are looked for: what stands farther left is seldom the same elsewhere. */
const anchoredTokens = 10;
const maxAnchors = 3;

/** Of an anchor, so many files are looked at, the nearest first, and so many places in all. */
const maxFiles = 150;
const maxPlaces = 500;
const maxOwnPlaces = 300;

/** Where the words left of the cursor stand again, the nearest files first. */
export function* occurrences(here: Whereabouts, left: TokensLeft): Steps<Occurrence[]> {
  const found: Occurrence[] = [];
  const anchors = anchorsOf(left, (word) => here.workspace.chunks.rarity(word.toLowerCase()));
  for (const anchor of anchors) {
    ownPlaces(here, left, anchor, found);
    yield;
  }
  for (const anchor of anchors) {
    const word = left.tokens[anchor] as string;
    if (keywords.has(word)) continue;
    yield* otherPlaces(here, word, anchor, found);
  }
  return found;
}

/** The nearest word, and the rarest ones among those that stand close. */
function anchorsOf({ tokens }: TokensLeft, rarity: (word: string) => number): number[] {
  const words = [...tokens.slice(0, anchoredTokens).keys()].filter((i) => isWord(tokens[i] as string));
  const names = words.filter((i) => !keywords.has(tokens[i] as string));
  const worth = (i: number) => rarity(tokens[i] as string) - i / 2;
  const rarest = [...names].sort((a, b) => worth(b) - worth(a));
  return [...new Set([...words.slice(0, 1), ...rarest])].slice(0, maxAnchors);
}

function ownPlaces({ path, text, offset }: Whereabouts, { tokens }: TokensLeft, anchor: number, found: Occurrence[]) {
  const word = tokens[anchor] as string;
  const above = text.slice(0, offset);
  let places = maxOwnPlaces;
  // The nearest above the cursor first: what was typed last is typed again.
  for (
    let at = text.lastIndexOf(word, offset - 1);
    at >= 0 && places > 0;
    at = at > 0 ? text.lastIndexOf(word, at - 1) : -1
  ) {
    if (!isWhole(text, at, word) || at + word.length > offset) continue;
    found.push({ path, text: above, start: at, anchor, nearness: "own" });
    places--;
  }
  for (let at = text.indexOf(word, offset); at >= 0 && places > 0; at = text.indexOf(word, at + 1)) {
    if (!isWhole(text, at, word)) continue;
    found.push({ path, text, start: at, anchor, nearness: "own" });
    places--;
  }
}

function isWhole(text: string, at: number, word: string): boolean {
  return !isWordUnit(text.charCodeAt(at - 1)) && !isWordUnit(text.charCodeAt(at + word.length));
}

function* otherPlaces(here: Whereabouts, word: string, anchor: number, found: Occurrence[]): Steps<void> {
  const { workspace, path } = here;
  const nearnessOf = (other: string): Nearness =>
    here.recent.has(other) ? "recent" : areBeside(path, other) ? "beside" : "far";
  const files = workspace.mentioning(word);
  yield;
  let places = maxPlaces;
  for (const { relative, offsets } of nearest(files, path, nearnessOf)) {
    const viewed = workspace.file(relative);
    if (!viewed) continue;
    const nearness = nearnessOf(relative);
    for (let at = 0; at < offsets.length && places > 0; at++, places--) {
      found.push({ path: relative, text: viewed.text, start: offsets[at] as number, anchor, nearness });
    }
    if (places === 0) return;
    yield;
  }
}

/** The nearest files; of those that are as near the first by their paths, so that the answer is the same every time. */
function nearest(
  files: readonly MentionsIn[],
  path: string,
  nearnessOf: (other: string) => Nearness,
): readonly MentionsIn[] {
  const worth = new Float64Array(files.length);
  const others: number[] = [];
  for (const [i, { relative }] of files.entries()) {
    if (relative === path) continue;
    worth[i] = nearnessWorth(nearnessOf(relative)) + sharedLength(path, relative);
    others.push(i);
  }
  const least = nthLargest(others, worth, maxFiles);
  const order = (a: number, b: number) => (worth[b] as number) - (worth[a] as number) || byPath(a, b);
  const byPath = (a: number, b: number) =>
    (files[a] as MentionsIn).relative < (files[b] as MentionsIn).relative ? -1 : 1;
  const near = others.filter((i) => (worth[i] as number) >= least).sort(order);
  return near.slice(0, maxFiles).map((i) => files[i] as MentionsIn);
}

/** What is nearer is worth more, however much two paths share. */
function nearnessWorth(nearness: Nearness): number {
  return (nearnesses.length - nearnesses.indexOf(nearness)) * 10_000;
}

/** Whether two files are in the same folder. */
function areBeside(path: string, other: string): boolean {
  const end = path.lastIndexOf("/") + 1;
  return other.lastIndexOf("/") + 1 === end && other.startsWith(path.slice(0, end));
}

function sharedLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a.charCodeAt(length) === b.charCodeAt(length)) length++;
  return length;
}
