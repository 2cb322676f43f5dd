import { lineStart } from "../text/lines.ts";
import type { Cursor } from "./cursor.ts";
import { type WindowSize, windowAt } from "./window.ts";

/**
 * What a prompt shows of the cursor's file, cut so that typing changes only its end: the hole is anchored at the
 * start of the line on which typing began, and `typed` is what the model has "generated" so far.
 */
export type AnchoredHole = {
  readonly uri: string;
  /** Offset in the file at which `before` starts. */
  readonly start: number;
  readonly before: string;
  readonly typed: string;
  readonly after: string;
};

/** The hole is moved to the cursor once this much stands in it: a model expects to fill a hole of some lines. */
const maxTypedLines = 8;
const maxTypedCharacters = 1000;

/** A prefix is kept from this share of its room on; a shorter one is worth reading anew. */
const shortestShare = 0.5;
/** A suffix that is kept may outgrow its room as much as the window's prefix may. */
const longestShare = 1.33;

/** Suffixes are compared by their beginnings, and are the same to a model if they differ in less than this share. */
const comparedWords = 50;
const maxSuffixDifference = 0.1;

type Place = Pick<Cursor, "file" | "offset">;

/**
 * The hole at a cursor, with as much as possible where it was in the `previous` one of the document: every token
 * that stays need not be evaluated again. The prefix stays while it is neither too long nor too short, the suffix
 * while it nearly is what stands there, the anchor while both stay, the text above it too, and little was typed.
 */
export function anchoredHole(
  previous: AnchoredHole | undefined,
  { file, offset }: Place,
  size: WindowSize,
): AnchoredHole {
  const { uri, text } = file;
  const last = previous?.uri === uri ? previous : undefined;
  const lastStart = last && startNow(last, text, offset);
  const isLong = lastStart === 0 || offset - (lastStart ?? offset) >= shortestShare * size.prefixCharacters;
  const window = windowAt(text, offset, size, isLong ? lastStart : undefined);
  const after = steadySuffix(last?.after, text, window.suffixStart, window.end);
  const stays =
    last && window.start === lastStart && after === last.after && isTypedInto(last, lastStart, text, offset);
  const anchor = stays ? lastStart + last.before.length : Math.max(window.start, lineStart(text, offset));
  return {
    uri,
    start: window.start,
    before: text.slice(window.start, anchor),
    typed: text.slice(anchor, offset),
    after,
  };
}

/** Whether the text above the hole, as it was shown, still stands above the cursor. */
export function holds(hole: AnchoredHole, { file, offset }: Place): boolean {
  const start = hole.uri === file.uri ? startNow(hole, file.text, offset) : undefined;
  if (start === undefined || offset < start + hole.before.length) return false;
  return file.text.startsWith(hole.before, start);
}

/** Where the prefix starts now: it moves with edits above it. Undefined if its text is gone. */
function startNow({ start, before }: AnchoredHole, text: string, offset: number): number | undefined {
  const head = before.slice(0, before.indexOf("\n", 64) + 1) || before;
  if (text.startsWith(head, start)) return start;
  const from = Math.max(0, offset - before.length - maxTypedCharacters);
  const moved = text.slice(from, offset).lastIndexOf(before);
  return before === "" || moved < 0 ? undefined : from + moved;
}

function isTypedInto({ before }: AnchoredHole, start: number, text: string, offset: number): boolean {
  const anchor = start + before.length;
  if (offset < anchor || offset - anchor > maxTypedCharacters || !text.startsWith(before, start)) return false;
  return text.slice(anchor, offset).split("\n").length <= maxTypedLines;
}

function steadySuffix(last: string | undefined, text: string, start: number, end: number): string {
  const now = text.slice(start, end);
  if (last === undefined || last.length > longestShare * now.length || now.length > 2 * last.length) return now;
  if (text.startsWith(last, start)) return last;
  return isNearly(wordsOf(last), wordsOf(now)) ? last : now;
}

/** Whether two lists begin alike and differ in one place, by less than the share that a model minds. */
function isNearly(a: readonly string[], b: readonly string[]): boolean {
  if (a.length === 0 || a[0] !== b[0]) return false;
  const longest = Math.max(a.length, b.length);
  const shortest = Math.min(a.length, b.length);
  let same = 0;
  while (same < shortest && a[same] === b[same]) same++;
  let sameEnd = 0;
  while (sameEnd < shortest - same && a.at(-1 - sameEnd) === b.at(-1 - sameEnd)) sameEnd++;
  return longest - same - sameEnd < maxSuffixDifference * longest;
}

function wordsOf(text: string): string[] {
  return (text.slice(0, comparedWords * 8).match(/\w+|[^\w\s]/g) ?? []).slice(0, comparedWords);
}
