import { lineStart } from "../text/lines.ts";
import type { Cursor } from "./cursor.ts";
import { type WindowSize, windowAt } from "./window.ts";

/**
 * The part of the cursor's file in a prompt. Typing on in a word changes nothing that the model has read. The letters
 * are what its answer begins with, in tokens of its own.
 */
export type PromptHole = {
  readonly uri: string;
  /** Offset in the file at which `before` starts. */
  readonly start: number;
  readonly before: string;
  /** The text in the hole before the word at the cursor. */
  readonly typed: string;
  /** The word at the cursor and the signs and blanks in front of it. */
  readonly begun: string;
  readonly after: string;
};

/** On a longer line the hole begins somewhere inside. */
const longestTyped = 200;
/** Edits in front of the hole are looked for as far back. */
const movedCharacters = 1000;
/**
 * The model writes the beginning of its answer token by token. A longer one, data mostly, it begins to read instead.
 */
const longestBegun = 64;
/** What is longer is data, and its beginning is not looked for. */
const longestWord = 2000;

/** A prefix is kept from this share of its room on; a shorter one is worth reading anew. */
const shortestShare = 0.5;
/** A suffix that is kept may outgrow its room as much as the window's prefix may. */
const longestShare = 1.33;

/** Suffixes are compared by their beginnings. They are the same to a model if they differ in less than this share. */
const comparedWords = 50;
const maxSuffixDifference = 0.1;

type FileOffset = Pick<Cursor, "file" | "offset">;

/**
 * The hole at a cursor, with as much as possible where it was in the document's `previous` one. Every token that stays
 * need not be evaluated again. The prefix stays while it is neither too long nor too short. The suffix stays while it
 * nearly is what stands there. Where a model reads the suffix last, the hole begins with the line. The text typed there
 * is read behind all the rest. Elsewhere the hole begins with the word, which costs nothing.
 */
export function promptHole(
  previous: PromptHole | undefined,
  { file, offset }: FileOffset,
  size: WindowSize,
  readsSuffixLast: boolean,
): PromptHole {
  const { uri, text } = file;
  const last = previous?.uri === uri ? previous : undefined;
  const lastStart = last && startNow(last, text, offset);
  const isLong = lastStart === 0 || offset - (lastStart ?? offset) >= shortestShare * size.prefixCharacters;
  const window = windowAt(text, offset, size, isLong ? lastStart : undefined);
  const begin = Math.max(window.start, isIndented(text, offset) ? offset - 1 : wordStart(text, offset));
  const anchor = readsSuffixLast ? Math.max(window.start, lineAnchor(text, begin)) : begin;
  const before = text.slice(window.start, anchor);
  // Once the hole has moved, all behind it is read again, and may as well be what stands there.
  const isMoved = readsSuffixLast && before !== last?.before;
  const isSame = readsSuffixLast && !isMoved && last !== undefined && text.startsWith(last.after, window.suffixStart);
  const steady = isSame ? last.after : steadySuffix(last?.after, text, window.suffixStart, window.end);
  return {
    uri,
    start: window.start,
    before,
    typed: text.slice(anchor, begin),
    begun: text.slice(begin, offset),
    after: isMoved ? text.slice(window.suffixStart, window.end) : steady,
  };
}

/**
 * True if nothing but blanks stands before an offset on its line. They say how deep the next line is. A model that may
 * spell them itself goes deeper, or leaves the line empty. So it spells the last of them only, which its tokens hold
 * together with what follows, as in ` return`. One that is shown the last, too, goes deeper as well.
 */
function isIndented(text: string, offset: number): boolean {
  return /^[ \t]+$/.test(text.slice(lineStart(text, offset), offset));
}

/** The start of the line that holds an offset, or of a word in the middle of a long one. */
function lineAnchor(text: string, offset: number): number {
  const start = lineStart(text, offset);
  const passed = Math.floor((offset - start) / longestTyped) * longestTyped;
  return passed === 0 ? start : wordStart(text, start + passed);
}

/**
 * The start of the word that ends at an offset, with the blanks and signs before it. A model's tokens hold them
 * together, as in `(item`, `.done`, ` total` and ` =`. A model that is shown a part of such a token goes on as nobody
 * writes: behind `x ` and `=` it leaves out the next blank, too.
 */
function wordStart(text: string, offset: number): number {
  const least = Math.max(lineStart(text, offset), offset - longestWord);
  const before = (end: number, part: RegExp) => {
    let start = end;
    while (start > least && part.test(text.charAt(start - 1))) start--;
    return start;
  };
  const signs = before(before(offset, ofWord), blank);
  const length = offset - before(before(signs, sign), blank);
  if (length <= longestBegun) return offset - length;
  const start = offset - length + Math.floor((length - longestBegun / 2) / longestBegun) * longestBegun;
  return /[\udc00-\udfff]/.test(text[start] ?? "") ? start - 1 : start;
}

/** UTF-16 units of a word, halves of a character among them. */
const ofWord = /[\p{L}\p{M}\p{N}_\p{Cs}]/u;
const blank = /[ \t]/;
const sign = /[^\p{L}\p{M}\p{N}_\p{Cs}\s]/u;

/** True if the lines above the hole's, as they were shown, still stand above the cursor. */
export function holds(hole: PromptHole, { file, offset }: FileOffset): boolean {
  const start = hole.uri === file.uri ? startNow(hole, file.text, offset) : undefined;
  const above = linesAbove(hole);
  if (start === undefined || offset < start + above.length) return false;
  return file.text.startsWith(above, start);
}

/** Where the prefix starts now: it moves with edits above it. Undefined if its text is gone. */
function startNow(hole: PromptHole, text: string, offset: number): number | undefined {
  const { start, before } = hole;
  const head = before.slice(0, before.indexOf("\n", 64) + 1) || linesAbove(hole);
  if (text.startsWith(head, start)) return start;
  const from = Math.max(0, offset - before.length - movedCharacters);
  const above = linesAbove(hole);
  const moved = text.slice(from, offset).lastIndexOf(above);
  return above === "" || moved < 0 ? undefined : from + moved;
}

function linesAbove({ before }: PromptHole): string {
  return before.slice(0, lineStart(before, before.length));
}

function steadySuffix(last: string | undefined, text: string, start: number, end: number): string {
  const now = text.slice(start, end);
  if (last === undefined || last.length > longestShare * now.length || now.length > 2 * last.length) return now;
  if (text.startsWith(last, start)) return last;
  return isNearly(wordsOf(last), wordsOf(now)) ? last : now;
}

/** True if two lists begin alike and differ in one place, by less than the share that a model minds. */
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
