import { keywords } from "../words.ts";
import { afterBlanks, isWord, type TokensLeft, tokenAfter, tokenBefore, wordOf } from "./tokens.ts";

/** A place where a text goes as the cursor does. */
export type TokenMatch = {
  /** Where the cursor would stand in that text: in front of what is typed. */
  readonly at: number;
  /** Tokens left of it that are the cursor's, up to the first that is another. */
  readonly exact: number;
  /** Tokens that are the cursor's, or names in whose place the cursor's have other names, up to the first that is not. */
  readonly matched: number;
  /** The cursor's names by those that stand there in their place. */
  readonly names: ReadonlyMap<string, string>;
};

/** More names that differ make it other code. */
const maxNames = 2;

/** Made when the first name differs: most places differ at once, and hundreds are looked at. */
type Names = { known: Map<string, string> | undefined };
const noNames: ReadonlyMap<string, string> = new Map();

/** Shorter matches say nothing. */
const leastTokens = 2;

/**
 * How far a text goes as the cursor does, given an occurrence of one of the cursor's tokens in it: `anchor` is the
 * number of that token, `start` where it stands in the text. Undefined where the text goes on with something else.
 */
export function matchAt(text: string, start: number, left: TokensLeft, anchor: number): TokenMatch | undefined {
  const { tokens } = left;
  const names: Names = { known: undefined };
  let at = start + (tokens[anchor] as string).length;
  let exact = 0;
  for (let i = anchor - 1; i >= 0; i--) {
    const token = tokenAfter(text, at);
    const own = tokens[i] as string;
    if (!token || !agree(wordOf(text, token), own, names)) return undefined;
    at = token.end;
  }
  let end = at;
  let matched = 0;
  let isExact = true;
  for (const own of tokens) {
    const token = tokenBefore(text, end);
    if (!token) break;
    const word = wordOf(text, token);
    if (word !== own) {
      isExact = false;
      if (!agree(word, own, names)) break;
    }
    matched++;
    if (isExact) exact++;
    end = token.start;
  }
  if (matched < leastTokens) return undefined;
  const place = placeBehind(text, at, left);
  return place === undefined ? undefined : { at: place, exact, matched, names: names.known ?? noNames };
}

/** Whether two tokens are the same, or names that may stand for each other throughout the match. */
function agree(theirs: string, ours: string, names: Names): boolean {
  const known = names.known?.get(theirs);
  if (known !== undefined) return known === ours;
  if (theirs === ours) return true;
  if (!isWord(theirs) || !isWord(ours) || (names.known?.size ?? 0) >= maxNames) return false;
  if (keywords.has(theirs) || keywords.has(ours) || isNumber(theirs) !== isNumber(ours)) return false;
  names.known ??= new Map();
  names.known.set(theirs, ours);
  return true;
}

function isNumber(word: string): boolean {
  return /^\d/.test(word);
}

/** Where the cursor would stand behind a token that ends at `end`; blanks are as they are at the cursor. */
function placeBehind(text: string, end: number, { tokens, gap, typed }: TokensLeft): number | undefined {
  const behind = afterBlanks(text, end);
  if (gap !== "" || tokens[0] === "\n") return behind;
  if (typed === "") return end;
  return behind === end ? end : undefined;
}
