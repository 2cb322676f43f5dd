import { isWordUnit } from "./words.ts";

/** The code just left of the cursor, last token first, and the identifier that is half typed there. */
export type TokensBefore = { readonly tokens: readonly string[]; readonly typed: string };

type Continuation = {
  /** How rare the matching tokens are, summed. */
  readonly worth: number;
  /** The identifier that stands where the cursor stands. */
  readonly next: string;
  /** Its offset in the text that was searched. */
  readonly at: number;
};

const maxTokens = 10;
const lookBackCharacters = 400;

/** A matching bracket or dot says little; a matching identifier says as much as it is rare. */
const punctuationWorth = 0.5;

export function tokensBefore(before: string): TokensBefore {
  let end = before.length;
  while (end > 0 && isWordUnit(before.charCodeAt(end - 1))) end--;
  return { tokens: lastTokens(before, end), typed: before.slice(end) };
}

/**
 * The place where `text` goes the way the cursor came. Its tokens to the left match those before the cursor best. It
 * goes on with an identifier that is not in `known`. The text that followed there is likely to follow here.
 */
export function continuation(
  text: string,
  { tokens, typed }: TokensBefore,
  known: ReadonlySet<string>,
  rarity: (word: string) => number,
): Continuation | undefined {
  const [last] = tokens;
  if (last === undefined) return undefined;
  const wholeWord = isWordUnit(last.charCodeAt(0));
  let best: Continuation | undefined;
  for (let i = text.indexOf(last); i >= 0; i = text.indexOf(last, i + 1)) {
    const end = i + last.length;
    const at = afterBlanks(text, end);
    const next = identifierAt(text, at);
    if (next === "" || (wholeWord && at === end) || !next.startsWith(typed) || next === typed || known.has(next))
      continue;
    const worth = matchWorth(text, end, tokens, rarity);
    if (worth > (best?.worth ?? 0)) best = { worth, next, at };
  }
  return best;
}

/**
 * The worth of the tokens left of `end` that are `ours`. They count from the nearest one up to the first that is
 * another.
 */
function matchWorth(text: string, end: number, ours: readonly string[], rarity: (word: string) => number): number {
  const floor = Math.max(0, end - lookBackCharacters);
  let worth = 0;
  let at = end;
  for (const token of ours) {
    const last = blanksBefore(text, at, floor);
    at = tokenStart(text, last, floor);
    if (last - at !== token.length || !text.startsWith(token, at)) break;
    worth += isWordUnit(token.charCodeAt(0)) ? rarity(token.toLowerCase()) : punctuationWorth;
  }
  return worth;
}

/** Identifiers and single punctuation characters left of `end`, nearest first. */
function lastTokens(text: string, end: number): string[] {
  const tokens: string[] = [];
  const floor = Math.max(0, end - lookBackCharacters);
  for (let at = end; tokens.length < maxTokens; ) {
    const last = blanksBefore(text, at, floor);
    if (last === floor) break;
    at = tokenStart(text, last, floor);
    tokens.push(text.slice(at, last));
  }
  return tokens;
}

/** Where the blanks begin that end at `end`, `floor` at the least. */
function blanksBefore(text: string, end: number, floor: number): number {
  let at = end;
  while (at > floor && text.charCodeAt(at - 1) <= 32) at--;
  return at;
}

/** Where the token begins that ends at `end`, `floor` at the least. */
function tokenStart(text: string, end: number, floor: number): number {
  if (end === floor) return floor;
  let at = end - 1;
  if (isWordUnit(text.charCodeAt(at))) while (at > floor && isWordUnit(text.charCodeAt(at - 1))) at--;
  return at;
}

function afterBlanks(text: string, offset: number): number {
  while (offset < text.length && text.charCodeAt(offset) <= 32) offset++;
  return offset;
}

function identifierAt(text: string, start: number): string {
  let end = start;
  while (end < text.length && isWordUnit(text.charCodeAt(end))) end++;
  return text.slice(start, end);
}
