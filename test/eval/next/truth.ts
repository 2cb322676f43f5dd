import { diffArrays } from "diff";
import type { FileChange, Hunk } from "../replay/commits.ts";

/** An edit of a text, by UTF-16 offsets. */
export type OfferedChange = { readonly start: number; readonly end: number; readonly newText: string };

/** Words, signs and blanks: a blank too many is a difference. */
const tokensIn = (text: string) => text.match(/[\p{L}\p{N}_$]+|\s+|[^\s\p{L}\p{N}_$]/gu) ?? [];

/**
 * Whether everything that an offer changes was changed so by the commit. `text` is the file with its first `done` hunks.
 * The offer must lie in lines that a later hunk replaces, and be a part of the shortest way from them to the commit's.
 */
export function isRight(text: string, { hunks }: FileChange, done: number, offer: OfferedChange): boolean {
  const hunk = hunkAt(text, hunks, done, offer);
  if (!hunk) return false;
  if (hunk.hunk.removed.length === 0)
    return areAmong(hunk.hunk.added, offer.newText.replace(/^\n|\n$/, "").split("\n"));
  const { start, end } = hunk.range;
  if (offer.end > end) return false;
  const before = text.slice(start, end);
  const offered = before.slice(0, offer.start - start) + offer.newText + before.slice(offer.end - start);
  const after = hunk.hunk.added.join("\n");
  // What the commit put in has no more in it than the offer has: a blank too few is a difference as well.
  if (!after.includes(offer.newText)) return false;
  return differences(before, after) === differences(before, offered) + differences(offered, after);
}

/** The number of the hunk whose lines hold an offer; undefined where none does. */
export function hunkNumberAt(text: string, hunks: readonly Hunk[], done: number, offer: OfferedChange) {
  return hunkAt(text, hunks, done, offer)?.number;
}

function hunkAt(
  text: string,
  hunks: readonly Hunk[],
  done: number,
  { start: at, end: offered, newText }: OfferedChange,
) {
  const delta = hunks.slice(0, done).reduce((sum, { removed, added }) => sum + added.length - removed.length, 0);
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  for (const [number, hunk] of hunks.entries()) {
    if (number < done) continue;
    const line = hunk.start + delta;
    const start = starts[line] ?? text.length;
    if (hunk.removed.length === 0) {
      // Lines come in behind the end of one, or in front of the next.
      const isThere = (at === start && /\n$/.test(newText)) || (at === start - 1 && /^\n/.test(newText));
      if (offered === at && isThere) return { number, hunk, range: { start: at, end: at } };
      continue;
    }
    const end = start + hunk.removed.join("\n").length;
    if (start <= at && at <= end) return { number, hunk, range: { start, end } };
  }
  return undefined;
}

/** Whether lines stand one behind the other among others. */
function areAmong(all: readonly string[], some: readonly string[]): boolean {
  return all.some((_, at) => some.every((line, i) => all[at + i] === line));
}

/** Tokens that are removed or added on the shortest way from one text to another. */
export function differences(before: string, after: string): number {
  const parts = diffArrays(tokensIn(before), tokensIn(after));
  return parts.reduce((sum, { count, added, removed }) => sum + (added || removed ? count : 0), 0);
}

/** The replacements in a hunk, each as old and new tokens. Those without a word say nothing. */
export function replacementsIn({ removed, added }: Hunk): ReadonlySet<string> {
  const words = (text: string) => text.match(/[\p{L}\p{N}_$]+|[^\s\p{L}\p{N}_$]/gu) ?? [];
  const found = new Set<string>();
  if (removed.length === 0 || added.length === 0) return found;
  let [old, now]: [string[], string[]] = [[], []];
  const close = () => {
    if ([...old, ...now].some((token) => /[\p{L}_$]/u.test(token))) found.add(JSON.stringify([old, now]));
    [old, now] = [[], []];
  };
  for (const part of diffArrays(words(removed.join("\n")), words(added.join("\n")))) {
    if (part.added) now.push(...part.value);
    else if (part.removed) old.push(...part.value);
    else close();
  }
  close();
  return found;
}
