import { diffArrays } from "diff";
import { numberAt } from "../../base/at.ts";
import { Recent } from "../../base/recent.ts";
import { lineEnd, lineStart } from "../text/lines.ts";
import type { OffsetRange } from "../text/offsetRange.ts";
import type { ChangedLines, FileChanges } from "./history.ts";
import { startsOf } from "./lateRanges.ts";
import { type CodeToken, codeTokens, tokensFrom, tokensUpTo } from "./tokens.ts";

/**
 * Tokens that stand in the place of others. `old` is a range of the file's base, `now` one of its text. The shorter of
 * them may be empty. Each lies on one line.
 */
export type Substitution = {
  readonly key: string;
  readonly step: number;
  readonly old: OffsetRange;
  readonly now: OffsetRange;
  readonly oldText: string;
  readonly newText: string;
  readonly oldTokens: readonly string[];
  readonly newTokens: readonly string[];
  /** The two tokens on each side, in the base, in the order of the text. */
  readonly left: readonly string[];
  readonly right: readonly string[];
  /** The share of the other tokens on its lines that stayed, of the base or the text, whichever is less. */
  readonly likeness: number;
  /** Whether the token on the left and that on the right stand on another line, in the base. */
  readonly breaks: Breaks;
};

export type Breaks = { readonly left: boolean; readonly right: boolean };

export const contextTokens = 2;

/** Changed lines with more tokens on a side were written anew: nothing is learned from them. */
const maxTokens = 1_500;
const maxDifferences = 160;

/** What was replaced in a file, in the smallest pieces, in the order of the file. */
export function substitutionsIn(changes: FileChanges): readonly Substitution[] {
  const earlier = knownIn.get(changes.lines);
  if (earlier?.key === changes.key) return earlier.found;
  const { old, now } = startsOf(changes);
  const found = changes.lines.flatMap((lines) => inLines(changes, lines, old, now));
  knownIn.set(changes.lines, { key: changes.key, found });
  return found;
}

/** By the list of changes: each question asks of all files, of which one has changed since the last. */
const knownIn = new WeakMap<FileChanges["lines"], { readonly key: string; readonly found: readonly Substitution[] }>();

/** The same in the place of the same, whatever is around. */
export function replacesTheSame(one: Substitution, other: Substitution): boolean {
  return one.oldText === other.oldText && one.newText === other.newText;
}

/**
 * The substitutions, those of one change with nothing but a sign between them as one: half of such a change is none.
 *
 *     Object.create(null)   →   createNullObject()
 */
export function joinedSubstitutions(all: readonly Substitution[], changes: readonly FileChanges[]): Substitution[] {
  const found: Substitution[] = [];
  for (const file of changes) {
    const own = all.filter(({ key }) => key === file.key).sort((a, b) => a.old.start - b.old.start);
    for (const one of own) {
      const last = found.at(-1);
      const joined = last?.key === one.key ? joinedWith(last, one, file) : undefined;
      if (joined) found.pop();
      found.push(joined ?? one);
    }
  }
  return found.sort((a, b) => b.step - a.step);
}

function joinedWith(one: Substitution, other: Substitution, { base, text }: FileChanges): Substitution | undefined {
  const [oldGap, newGap] = [base.slice(one.old.end, other.old.start), text.slice(one.now.end, other.now.start)];
  if (one.step !== other.step || !/^[^\p{L}\p{N}_$\s]?$/u.test(oldGap) || oldGap !== newGap) return undefined;
  const old = { start: one.old.start, end: other.old.end };
  const now = { start: one.now.start, end: other.now.end };
  return {
    ...one,
    old,
    now,
    oldText: base.slice(old.start, old.end),
    newText: text.slice(now.start, now.end),
    oldTokens: textsOf(codeTokens(base, old.start, old.end)),
    newTokens: textsOf(codeTokens(text, now.start, now.end)),
    right: other.right,
    likeness: Math.min(one.likeness, other.likeness),
    breaks: { left: one.breaks.left, right: other.breaks.right },
  };
}

function inLines(
  { key, base, text }: FileChanges,
  lines: ChangedLines,
  oldStarts: readonly number[],
  newStarts: readonly number[],
): Substitution[] {
  const old = { start: offsetOf(oldStarts, lines.oldStart, base), end: offsetOf(oldStarts, lines.oldEnd, base) };
  const now = { start: offsetOf(newStarts, lines.newStart, text), end: offsetOf(newStarts, lines.newEnd, text) };
  if (old.start === old.end || now.start === now.end) return [];
  const oldTokens = codeTokens(base, old.start, old.end);
  const newTokens = codeTokens(text, now.start, now.end);
  if (oldTokens.length > maxTokens || newTokens.length > maxTokens) return [];
  const parts = differences(base.slice(old.start, old.end), text.slice(now.start, now.end), oldTokens, newTokens);
  const stayed = { old: new Set<number>(), now: new Set<number>() };
  for (const { i, j } of keptIn(parts)) {
    stayed.old.add(i);
    stayed.now.add(j);
  }
  const found: Substitution[] = [];
  let [i, j] = [0, 0];
  let open: { i: number; j: number } | undefined;
  const close = () => {
    if (!open) return;
    const removed = piece(base, old, oldTokens, open.i, i);
    const added = piece(text, now, newTokens, open.j, j);
    const [from, to] = [open, { i, j }];
    open = undefined;
    const ranges = rangesOf(base, text, removed, added);
    if (!ranges) return;
    found.push({
      key,
      step: lines.step,
      ...ranges,
      oldText: base.slice(ranges.old.start, ranges.old.end),
      newText: text.slice(ranges.now.start, ranges.now.end),
      oldTokens: textsOf(removed.tokens),
      newTokens: textsOf(added.tokens),
      left: textsOf(tokensUpTo(base, removed.tokens[0]?.start ?? removed.nextStart, contextTokens)),
      likeness: Math.min(
        shareOf(base, oldTokens, stayed.old, from.i, to.i),
        shareOf(text, newTokens, stayed.now, from.j, to.j),
      ),
      breaks: breaksAround(base, removed.previousEnd, removed.tokens[0], removed.tokens.at(-1), removed.nextStart),
      right: textsOf(tokensFrom(base, removed.tokens.at(-1)?.end ?? removed.previousEnd, contextTokens)),
    });
  };
  for (const { count, added, removed } of parts) {
    if (!added && !removed) close();
    else open ??= { i, j };
    if (!added) i += count;
    if (!removed) j += count;
  }
  close();
  return found;
}

/** Where a line ends between tokens and their neighbours. Without tokens both sides are what lies between these. */
export function breaksAround(
  text: string,
  previousEnd: number,
  first: CodeToken | undefined,
  last: CodeToken | undefined,
  nextStart: number,
): Breaks {
  const isBroken = (start: number, end: number) => /[\r\n]/.test(text.slice(start, end));
  return {
    left: isBroken(previousEnd, first?.start ?? nextStart),
    right: isBroken(last?.end ?? previousEnd, nextStart),
  };
}

/** The differences between tokens, kept by the texts: after each edit those of all others are asked for again. */
function differences(
  old: string,
  now: string,
  oldTokens: readonly CodeToken[],
  newTokens: readonly CodeToken[],
): readonly Part[] {
  const key = `${old}\0${now}`;
  const found =
    known.get(key) ?? diffArrays(textsOf(oldTokens), textsOf(newTokens), { maxEditLength: maxDifferences }) ?? [];
  known.set(key, found);
  return found;
}

type Part = { readonly count: number; readonly added: boolean; readonly removed: boolean };

const known = new Recent<string, readonly Part[]>(256);

/** The pairs of tokens that are the same, by their numbers on both sides. */
function* keptIn(parts: readonly Part[]) {
  let [i, j] = [0, 0];
  for (const { count, added, removed } of parts) {
    if (!added && !removed) for (let k = 0; k < count; k++) yield { i: i + k, j: j + k };
    if (!added) i += count;
    if (!removed) j += count;
  }
}

/** Of the tokens on the lines of some, these not counted, the share that stayed; 1 where there are no others. */
function shareOf(
  text: string,
  tokens: readonly CodeToken[],
  stayed: ReadonlySet<number>,
  from: number,
  to: number,
): number {
  const [first, last] = [tokens[from] ?? tokens[from - 1], tokens[to - 1] ?? tokens[to]];
  if (!first || !last) return 1;
  const [start, end] = [lineStart(text, first.start), lineEnd(text, last.end)];
  let [count, same] = [0, 0];
  const look = (at: number) => {
    count++;
    if (stayed.has(at)) same++;
  };
  for (let at = from - 1; (tokens[at]?.start ?? -1) >= start; at--) look(at);
  for (let at = to; (tokens[at]?.end ?? Number.POSITIVE_INFINITY) <= end; at++) look(at);
  return count === 0 ? 1 : same / count;
}

/** Some tokens, and where those around them end and begin. */
type Piece = { readonly tokens: readonly CodeToken[]; readonly previousEnd: number; readonly nextStart: number };

function piece(text: string, lines: OffsetRange, tokens: readonly CodeToken[], from: number, to: number): Piece {
  const previous = tokens[from - 1] ?? tokensUpTo(text, lines.start, 1)[0];
  const next = tokens[to] ?? tokensFrom(text, lines.end, 1)[0];
  return {
    tokens: tokens.slice(from, to),
    previousEnd: previous?.end ?? 0,
    nextStart: next?.start ?? text.length,
  };
}

/**
 * The ranges that become each other. Where tokens only came or went, the blanks between them and a neighbour on their
 * line belong to them. Undefined where whole lines came or went, or lines were joined.
 */
function rangesOf(
  base: string,
  text: string,
  removed: Piece,
  added: Piece,
): { readonly old: OffsetRange; readonly now: OffsetRange } | undefined {
  const [firstOld, lastOld] = [removed.tokens[0], removed.tokens.at(-1)];
  const [firstNew, lastNew] = [added.tokens[0], added.tokens.at(-1)];
  const isOnLine = (whole: string, start: number, end: number) => !/[\r\n]/.test(whole.slice(start, end));
  if (firstOld && lastOld && firstNew && lastNew) {
    const gaps = (from: readonly [number, number], to: readonly [number, number]) => {
      const [was, is] = [base.slice(...from), text.slice(...to)];
      return was !== is && !/[\r\n]/.test(was + is);
    };
    // Blanks that came or went beside them belong to what was replaced.
    const left = gaps([removed.previousEnd, firstOld.start], [added.previousEnd, firstNew.start]);
    const right = gaps([lastOld.end, removed.nextStart], [lastNew.end, added.nextStart]);
    const [old, now] = [
      { start: left ? removed.previousEnd : firstOld.start, end: right ? removed.nextStart : lastOld.end },
      { start: left ? added.previousEnd : firstNew.start, end: right ? added.nextStart : lastNew.end },
    ];
    return isOnLine(base, old.start, old.end) && isOnLine(text, now.start, now.end) ? { old, now } : undefined;
  }
  const gap = { start: removed.previousEnd, end: removed.nextStart };
  const newGap = { start: added.previousEnd, end: added.nextStart };
  if (isOnLine(base, gap.start, gap.end) && isOnLine(text, newGap.start, newGap.end)) return { old: gap, now: newGap };
  const oldEnd = lastOld?.end ?? gap.start;
  const newEnd = lastNew?.end ?? newGap.start;
  if (isOnLine(base, gap.start, oldEnd) && isOnLine(text, newGap.start, newEnd))
    return { old: { start: gap.start, end: oldEnd }, now: { start: newGap.start, end: newEnd } };
  const oldStart = firstOld?.start ?? gap.end;
  const newStart = firstNew?.start ?? newGap.end;
  if (isOnLine(base, oldStart, gap.end) && isOnLine(text, newStart, newGap.end))
    return { old: { start: oldStart, end: gap.end }, now: { start: newStart, end: newGap.end } };
  return undefined;
}

function offsetOf(starts: readonly number[], line: number, text: string): number {
  return line < starts.length ? numberAt(starts, line) : text.length;
}

function textsOf(tokens: readonly CodeToken[]): string[] {
  return tokens.map(({ text }) => text);
}
