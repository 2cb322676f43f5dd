import { elementAt } from "../../../base/at.ts";
import { indentationOf, isBlank } from "../../text/lines.ts";
import type { OffsetRange } from "../../text/offsetRange.ts";
import type { TextChange } from "../../text/textChange.ts";
import type { CodeWithTree } from "../codeFiles.ts";
import { placesThatFit } from "../fit.ts";
import type { ChangedLines, FileChanges } from "../history.ts";
import { linesIn, startsOf } from "../lateRanges.ts";
import type { FoundEdit, NextEditRule } from "../nextEdits.ts";
import { nextPlaces } from "../run.ts";
import type { Substitution } from "../substitutions.ts";
import { codeTokens } from "../tokens.ts";
import { declaresLocally, isInImport, isRemark } from "./sameSubstitution.ts";

/**
 * A line became another one twice: so does the next that is the same. One example is enough where the lines above and below
 * are the same too, or where something was taken out of a line that says more. What stands in texts and comments is a line
 * as any other.
 *
 *     "vary": "trpc-accept",   →   "vary": "trpc-accept, accept",
 */
export const sameLine: NextEditRule = {
  name: "same line",
  find: async ({ files, changes, since, late }) => {
    const found: FoundEdit[] = [];
    for (const change of changes) {
      if (change.lines.every((one) => one.step < since || !isOfPairs(one))) continue;
      const places = placesAhead(change, since);
      const code = places.length > 0 ? await files.code(change.key) : undefined;
      if (!code) continue;
      const meant = places.filter(({ example }) => speaksForOthers(code, late, example));
      const edits = meant.map(({ place }) => [{ ...place, path: change.key }]);
      found.push(...(await placesThatFit(files, code, edits)));
    }
    return found;
  },
};

/** What differs in the line says something of others: it is no declaration of its own, no type of a name and no remark. */
function speaksForOthers(code: CodeWithTree, late: readonly Substitution[], { now }: Example): boolean {
  const own = late.filter((one) => one.key === code.path && now.start <= one.now.start && one.now.end <= now.end);
  const givesType = ({ oldTokens, newTokens }: Substitution) => oldTokens.length === 0 && newTokens[0] === ":";
  const isOwnAffair = (one: Substitution) =>
    declaresLocally(code, one) || isInImport(code, one) || isRemark(one) || givesType(one);
  return own.length > 0 && !own.some(isOwnAffair);
}

/** A line that became another, both without their indentation, which stayed. */
type Example = {
  readonly step: number;
  readonly now: OffsetRange;
  readonly old: string;
  readonly new: string;
  /** The lines above and below, as they were. */
  readonly above: string | undefined;
  readonly below: string | undefined;
};

/** More lines that were replaced at once were written anew. */
const maxLines = 6;

/** Shorter lines stand for many things. */
const minTokens = 3;

/** What is left of a line that had something taken out once. */
const minTokensLeft = 5;

/** The places that somebody may have gone past for each example. */
const maxPassed = 0.25;

function isOfPairs({ oldStart, oldEnd, newStart, newEnd }: ChangedLines): boolean {
  const count = oldEnd - oldStart;
  return count > 0 && count === newEnd - newStart && count <= maxLines;
}

/** A place ahead, and the example that it is like. */
type Found = { readonly place: TextChange & Pick<FoundEdit, "because">; readonly example: Example };

function placesAhead(change: FileChanges, since: number): Found[] {
  const [{ old: before, now: after }, { now: starts }] = [linesIn(change), startsOf(change)];
  const all = change.lines.filter(isOfPairs).flatMap((one) => examplesIn(one, before, after, starts));
  const where = placesByLine(after, new Set(all.map(({ old }) => old)));
  const tried = new Set<string>();
  return all.flatMap((late) => {
    if (late.step < since || tried.has(late.old)) return [];
    tried.add(late.old);
    const examples = all.filter(({ old }) => old === late.old);
    // What became something else at another place depends on the place.
    if (!examples.every((one) => one.new === late.new) || tokensIn(late.old) < minTokens) return [];
    const isAlone = examples.length === 1 && !isTakenOut(late);
    const places = (where.get(late.old) ?? [])
      .filter((line) => !isAlone || (after[line - 1]?.trim() === late.above && after[line + 1]?.trim() === late.below))
      .map((line) => placeAt(elementAt(after, line), elementAt(starts, line), late));
    return nextPlaces(examples, examples.length, places, maxPassed).map((place) => ({ place, example: late }));
  });
}

function examplesIn(
  { oldStart, oldEnd, newStart, step }: ChangedLines,
  before: readonly string[],
  after: readonly string[],
  starts: readonly number[],
): Example[] {
  return before.slice(oldStart, oldEnd).flatMap((line, i) => {
    const now = after[newStart + i] ?? "";
    if (line === now || isBlank(line) || isBlank(now) || indentationOf(line) !== indentationOf(now)) return [];
    const [above, below] = [before[oldStart + i - 1]?.trim(), before[oldStart + i + 1]?.trim()];
    const start = starts[newStart + i] ?? 0;
    return [{ step, now: { start, end: start + now.length }, old: line.trim(), new: now.trim(), above, below }];
  });
}

/** The numbers of the lines that are one of these, by what they are. */
function placesByLine(lines: readonly string[], wanted: ReadonlySet<string>): ReadonlyMap<string, number[]> {
  const found = new Map<string, number[]>();
  for (const [number, line] of lines.entries()) {
    const text = line.trim();
    if (wanted.has(text)) found.set(text, [...(found.get(text) ?? []), number]);
  }
  return found;
}

/** True if nothing came in. */
function isTakenOut({ old, new: now }: Example): boolean {
  const [start, end] = keptAround(old, now);
  return start + end >= now.length && tokensIn(now) >= minTokensLeft;
}

/** Only what differs is replaced. */
function placeAt(line: string, lineStart: number, { old, new: now }: Example) {
  const [start, end] = keptAround(old, now);
  const from = lineStart + indentationOf(line).length;
  return {
    start: from + start,
    end: from + old.length - end,
    newText: now.slice(start, now.length - end),
    because: "The same line became this before.",
  };
}

/** How many characters are the same at the start and at the end; a word is not cut. */
function keptAround(old: string, now: string): readonly [start: number, end: number] {
  const [words, others] = [wordsIn(old), wordsIn(now)];
  const most = Math.min(words.length, others.length);
  let first = 0;
  while (first < most && words[first] === others[first]) first++;
  let last = 0;
  while (last < most - first && words.at(-1 - last) === others.at(-1 - last)) last++;
  return [words.slice(0, first).join("").length, words.slice(words.length - last).join("").length];
}

function wordsIn(text: string): string[] {
  return text.match(/[\p{L}\p{N}_$]+|[^\p{L}\p{N}_$]/gu) ?? [];
}

function tokensIn(text: string): number {
  return codeTokens(text, 0, text.length).length;
}
