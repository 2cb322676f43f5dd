import { isWordUnit } from "../words.ts";

/** A token in a text: a word or number, a sign, or the line ends and blanks between two written lines, as "\n". */
export type TokenRange = { readonly start: number; readonly end: number };

/** What stands left of a cursor. */
export type TokensLeft = {
  /** The nearest first. */
  readonly tokens: readonly string[];
  /** The blanks between the nearest token and what is typed. */
  readonly gap: string;
  /** The word that is half typed at the cursor. */
  readonly typed: string;
};

/** No match is looked at farther than this. */
const maxTokens = 32;

/** The tokens left of the end of a text. */
export function tokensLeftOf(before: string): TokensLeft {
  let at = before.length;
  while (at > 0 && isWordUnit(before.charCodeAt(at - 1))) at--;
  const typed = before.slice(at);
  const tokens: string[] = [];
  let gap = "";
  for (let end = at; tokens.length < maxTokens; ) {
    const token = tokenBefore(before, end);
    if (!token) break;
    if (tokens.length === 0) gap = before.slice(token.end, at);
    tokens.push(wordOf(before, token));
    end = token.start;
  }
  return { tokens, gap, typed };
}

/** A token as it is compared: blank lines and indentation do not count. */
export function wordOf(text: string, { start, end }: TokenRange): string {
  return isSpace(text.charCodeAt(start)) ? "\n" : text.slice(start, end);
}

/** The token that ends left of `end`, blanks apart; undefined at the beginning of the text. */
export function tokenBefore(text: string, end: number): TokenRange | undefined {
  let at = end;
  while (at > 0 && isBlankUnit(text.charCodeAt(at - 1))) at--;
  if (at === 0) return undefined;
  const unit = text.charCodeAt(at - 1);
  let start = at - 1;
  if (isLineEnd(unit)) while (start > 0 && isSpace(text.charCodeAt(start - 1))) start--;
  else if (isWordUnit(unit)) while (start > 0 && isWordUnit(text.charCodeAt(start - 1))) start--;
  return { start, end: isLineEnd(unit) ? end : at };
}

/** The token that begins right of `start`, blanks apart; undefined at the end of the text. */
export function tokenAfter(text: string, start: number): TokenRange | undefined {
  let at = start;
  while (at < text.length && isBlankUnit(text.charCodeAt(at))) at++;
  if (at === text.length) return undefined;
  const unit = text.charCodeAt(at);
  let end = at + 1;
  if (isLineEnd(unit)) while (end < text.length && isSpace(text.charCodeAt(end))) end++;
  else if (isWordUnit(unit)) while (end < text.length && isWordUnit(text.charCodeAt(end))) end++;
  return { start: at, end };
}

/** The words and signs of a line or several, blanks left out. */
export function lineTokens(line: string): string[] {
  return line.match(/[\p{L}\p{N}_$]+|[^\s\p{L}\p{N}_$]/gu) ?? [];
}

export function isWord(token: string): boolean {
  return isWordUnit(token.charCodeAt(0));
}

/** The end of the blanks that begin at an offset, line ends not included. */
export function afterBlanks(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && isBlankUnit(text.charCodeAt(at))) at++;
  return at;
}

function isLineEnd(unit: number): boolean {
  return unit === 10 || unit === 13;
}

function isBlankUnit(unit: number): boolean {
  return unit <= 32 && !isLineEnd(unit);
}

function isSpace(unit: number): boolean {
  return unit <= 32;
}
