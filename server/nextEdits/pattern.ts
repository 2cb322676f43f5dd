import { keywords } from "../context/words.ts";
import type { MentionsIn, WorkspaceView } from "../context/workspaceView.ts";
import type { OffsetRange } from "../text/offsetRange.ts";
import { breaksAround, type Substitution } from "./substitutions.ts";
import { wholeWords } from "./syntax.ts";
import { type CodeToken, isName, tokensFrom, tokensUpTo } from "./tokens.ts";

/** Tokens with those around them, to be found again elsewhere. */
export type Pattern = Pick<
  Substitution,
  "left" | "oldTokens" | "oldText" | "newTokens" | "newText" | "right" | "breaks"
>;

/** Where a pattern stands: the range of `oldText`, without the tokens around it. */
export type PatternMatch = OffsetRange & { readonly path: string };

/** A name that stands in more files than this finds nothing that anybody looks through. */
const maxFiles = 150;
const maxMentions = 3_000;

/** The files that may hold a pattern, by its rarest name, and where that stands in them. Undefined without a name. */
export function mentionsOf(workspace: WorkspaceView, pattern: Pattern): Anchored | undefined {
  const tokens = [...pattern.left, ...pattern.oldTokens, ...pattern.right];
  let best: (Anchored & { readonly count: number }) | undefined;
  for (const [index, name] of tokens.entries()) {
    if (!isName(name) || keywords.has(name) || tokens.indexOf(name) !== index) continue;
    const mentions = workspace.mentionedIn(name);
    // A word that is no identifier is one in a text or a comment: nobody knows where it stands.
    if (mentions.length === 0) continue;
    const count = mentions.reduce((sum, one) => sum + one.count, 0);
    if (!best || count < best.count) best = { index, mentions, count };
  }
  return best && best.mentions.length <= maxFiles && best.count <= maxMentions ? best : undefined;
}

type Anchored = { readonly index: number; readonly mentions: readonly MentionsIn[] };

/** Where a pattern stands in a file, given where its token `index` does. */
export function* matchesIn(
  { path, text }: { readonly path: string; readonly text: string },
  pattern: Pattern,
  index: number,
  offsets: ArrayLike<number>,
): Generator<PatternMatch> {
  for (const offset of Array.from(offsets)) {
    const match = matchAround(text, offset, pattern, index);
    if (match) yield { path, ...match };
  }
}

/** Where a pattern stands in a file, found by its longest token. */
export function* matchesInFile(
  { path, text }: { readonly path: string; readonly text: string },
  pattern: Pattern,
): Generator<PatternMatch> {
  const tokens = [...pattern.left, ...pattern.oldTokens, ...pattern.right];
  const name = tokens.reduce((longest, token) => (token.length > longest.length ? token : longest), "");
  if (name === "") return;
  const index = tokens.indexOf(name);
  const isSign = !/[\p{L}\p{N}_$]/u.test(name);
  const offsets = isSign ? occurrences(text, name) : wholeWords(text, name, 0, text.length);
  for (const offset of offsets) {
    const match = matchAround(text, offset, pattern, index);
    if (match) yield { path, ...match };
  }
}

function* occurrences(text: string, part: string): Generator<number> {
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) yield at;
}

/**
 * Where tokens come or go, or what is replaced has another number of them, it may be that of the last on a line.
 *
 *     retries: int          →   retries: Count,
 *     timeout: float
 */
function isLaidOutAlike(
  text: string,
  { oldTokens, newTokens, breaks, left, right }: Pattern,
  before: CodeToken | undefined,
  first: CodeToken | undefined,
  last: CodeToken | undefined,
  behind: CodeToken | undefined,
): boolean {
  if (oldTokens.length === newTokens.length) return true;
  const there = breaksAround(text, before?.end ?? first?.start ?? 0, first, last, behind?.start ?? last?.end ?? 0);
  return (left.length === 0 || there.left === breaks.left) && (right.length === 0 || there.right === breaks.right);
}

/** The range of `oldText` where the pattern stands so that its token `index` begins at `offset`. */
function matchAround(text: string, offset: number, pattern: Pattern, index: number): OffsetRange | undefined {
  const { left, oldTokens, oldText, newText, right } = pattern;
  const tokens = [...left, ...oldTokens, ...right];
  const name = tokens[index];
  if (name === undefined || !text.startsWith(name, offset)) return undefined;
  const found = [...tokensUpTo(text, offset, index), ...tokensFrom(text, offset, tokens.length - index)];
  if (found.length !== tokens.length || !found.every((token, i) => token.text === tokens[i])) return undefined;
  const [first, last] = [found[left.length], found[left.length + oldTokens.length - 1]];
  const [before, behind] = [found[left.length - 1], found[left.length + oldTokens.length]];
  if (!isLaidOutAlike(text, pattern, before, first, last, behind)) return undefined;
  // A word with a blank behind it comes in front of the next one, which may stand on another line.
  const next = behind?.start ?? text.length;
  if (oldText === "" && /^\S+ $/.test(newText)) return { start: next, end: next };
  // What came or went has the blanks on one or both of its sides with it.
  const ranges = [
    { start: first?.start ?? before?.end ?? 0, end: last?.end ?? before?.end ?? 0 },
    { start: before?.end ?? 0, end: behind?.start ?? text.length },
    { start: before?.end ?? 0, end: last?.end ?? before?.end ?? 0 },
    { start: first?.start ?? behind?.start ?? 0, end: behind?.start ?? text.length },
  ];
  return ranges.find(({ start, end }) => start <= end && text.slice(start, end) === oldText);
}
