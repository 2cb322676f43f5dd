import type { Node } from "../../languages/nameRules.ts";
import { indentationOf, lineEnd, lineNumberAt } from "../../text/lines.ts";
import type { OffsetRange } from "../../text/offsetRange.ts";
import type { TextChange } from "../../text/textChange.ts";
import type { CodeWithTree } from "../codeFiles.ts";
import { placesThatFit } from "../fit.ts";
import type { ChangedLines, FileChanges } from "../history.ts";
import { startsOf } from "../lateRanges.ts";
import type { FoundEdit, NextEditRule } from "../nextEdits.ts";
import { nextPlaces } from "../run.ts";
import { replacesTheSame, type Substitution } from "../substitutions.ts";
import { isInProse } from "../syntax.ts";
import { codeTokens } from "../tokens.ts";
import { declaresLocally, isInImport, isRemark } from "./sameSubstitution.ts";

/**
 * A line became another one twice: so does the next that is the same. One example is enough where the lines above and below
 * are the same too, where the same was replaced in another file, or where something was taken out of a line that says more.
 * What stands in texts and comments is a line as any other.
 *
 *     "vary": "trpc-accept",   →   "vary": "trpc-accept, accept",
 */
export const sameLine: NextEditRule = {
  name: "same line",
  find: async ({ files, changes, since, late, all }) => {
    const found: FoundEdit[] = [];
    for (const change of changes) {
      if (change.lines.every((one) => one.step < since || !isOfPairs(one))) continue;
      const isElsewhere = ({ now }: Example) => {
        const own = late.filter((one) => one.key === change.key && isWithin(one.now, now));
        return (
          own.length > 0 && own.every((one) => all.some((each) => each.key !== one.key && replacesTheSame(each, one)))
        );
      };
      const places = placesAhead(change, since, isElsewhere);
      const code = places.length > 0 ? await files.code(change.key) : undefined;
      if (!code) continue;
      const meant = places.filter((one) => speaksForOthers(code, late, one));
      const edits = meant.map(({ place }) => [{ ...place, path: change.key }]);
      found.push(...(await placesThatFit(files, code, edits)));
    }
    return found;
  },
};

/**
 * What differs in the line says something of others: it is no declaration of its own, no type of a name and no remark. Once
 * says nothing where it is a sentence, or a parameter that may be more than before.
 */
function speaksForOthers(code: CodeWithTree, late: readonly Substitution[], { example: { now }, isOnce }: Found) {
  const own = late.filter((one) => one.key === code.path && isWithin(one.now, now));
  const givesType = ({ oldTokens, newTokens }: Substitution) => oldTokens.length === 0 && newTokens[0] === ":";
  const isOfPlace = (one: Substitution) =>
    isInProse(code, one.now) || (one.oldTokens.length === 0 && isOfParameter(code, one.now));
  const isOwnAffair = (one: Substitution) =>
    declaresLocally(code, one) ||
    isInImport(code, one) ||
    isRemark(one) ||
    givesType(one) ||
    (isOnce && isOfPlace(one));
  return own.length > 0 && !own.some(isOwnAffair);
}

/** In the list of a function's parameters, or in the type of one. */
function isOfParameter({ tree }: CodeWithTree, { start, end }: OffsetRange): boolean {
  let node: Node | null = tree.rootNode.descendantForIndex(start, end);
  while (node && !/parameters$|statement|body|block|arguments$|argument_list$/.test(node.type)) node = node.parent;
  return node !== null && /parameters$/.test(node.type);
}

function isWithin({ start, end }: OffsetRange, around: OffsetRange): boolean {
  return around.start <= start && end <= around.end;
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

function isOfPairs({ oldStart, oldEnd, newStart, newEnd }: ChangedLines): boolean {
  const count = oldEnd - oldStart;
  return count > 0 && count === newEnd - newStart && count <= maxLines;
}

/** A place ahead, and the example that it is like, which may be the only one. */
type Found = {
  readonly place: TextChange & Pick<FoundEdit, "because">;
  readonly example: Example;
  readonly isOnce: boolean;
};

/** `isElsewhere` tells whether the same was replaced in another file. */
function placesAhead(change: FileChanges, since: number, isElsewhere: (example: Example) => boolean): Found[] {
  const { text } = change;
  const { now: starts } = startsOf(change);
  const all = change.lines.filter(isOfPairs).flatMap((one) => examplesIn(change, one));
  const tried = new Set<string>();
  return all.flatMap((late) => {
    if (late.step < since || tried.has(late.old)) return [];
    tried.add(late.old);
    const examples = all.filter(({ old }) => old === late.old);
    // What became something else at another place depends on the place.
    if (!examples.every((one) => one.new === late.new) || tokensIn(late.old) < minTokens) return [];
    const isOnce = examples.length === 1;
    const isAlone = isOnce && !isTakenOut(late) && !isElsewhere(late);
    const needsNeighbours = isAlone || areNumbers(late);
    const places = placesOf(text, starts, late.old).filter(
      (at) =>
        !needsNeighbours ||
        (lineAt(text, starts, at.line - 1) === late.above && lineAt(text, starts, at.line + 1) === late.below),
    );
    const ahead = nextPlaces(examples, examples.length, places);
    return ahead.map(({ start }) => ({ place: placeAt(start, late), example: late, isOnce }));
  });
}

function examplesIn(change: FileChanges, { oldStart, oldEnd, newStart, step }: ChangedLines): Example[] {
  const { base, text } = change;
  const { old: oldStarts, now: starts } = startsOf(change);
  const found: Example[] = [];
  for (let i = 0; oldStart + i < oldEnd; i++) {
    const [line, now] = [lineAt(base, oldStarts, oldStart + i), lineAt(text, starts, newStart + i)];
    const [from, start] = [oldStarts[oldStart + i] ?? 0, starts[newStart + i] ?? 0];
    const isMoved =
      indentationOf(base.slice(from, from + maxIndent)) !== indentationOf(text.slice(start, start + maxIndent));
    if (!line || !now || line === now || isMoved) continue;
    const [above, below] = [lineAt(base, oldStarts, oldStart + i - 1), lineAt(base, oldStarts, oldStart + i + 1)];
    found.push({ step, now: { start, end: lineEnd(text, start) }, old: line, new: now, above, below });
  }
  return found;
}

/** Lines that are indented further are compared up to here. */
const maxIndent = 200;

/** A line without the blanks around it; undefined above the first and below the last. */
function lineAt(text: string, starts: readonly number[], line: number): string | undefined {
  const start = starts[line];
  return start === undefined ? undefined : text.slice(start, starts[line + 1] ?? text.length).trim();
}

/** Where a line stands, without its indentation: few lines hold it, and the others need not be cut. */
function placesOf(text: string, starts: readonly number[], line: string) {
  const found: { readonly start: number; readonly end: number; readonly line: number }[] = [];
  for (let start = text.indexOf(line); start >= 0; start = text.indexOf(line, start + line.length)) {
    const number = lineNumberAt(starts, start);
    if (lineAt(text, starts, number) === line) found.push({ start, end: start + line.length, line: number });
  }
  return found;
}

/** A number says little of others: see `sameSubstitution`. */
function areNumbers({ old, new: now }: Example): boolean {
  const [start, end] = keptAround(old, now);
  return !/[\p{L}_$]/u.test(old.slice(start, old.length - end) + now.slice(start, now.length - end));
}

/** True if nothing came in. */
function isTakenOut({ old, new: now }: Example): boolean {
  const [start, end] = keptAround(old, now);
  return start + end >= now.length && tokensIn(now) >= minTokensLeft;
}

/** Only what differs is replaced, in a line whose text starts at `from`. */
function placeAt(from: number, { old, new: now }: Example) {
  const [start, end] = keptAround(old, now);
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
