import { isWordUnit, keywords } from "../context/words.ts";

/** A word, a number or one sign, by its offsets in a text. Blanks and line ends are none. */
export type CodeToken = { readonly text: string; readonly start: number; readonly end: number };

/** The tokens between two offsets of a text. */
export function codeTokens(text: string, start: number, end: number): CodeToken[] {
  const found: CodeToken[] = [];
  for (let at = start; at < end; ) {
    const unit = text.charCodeAt(at);
    if (unit <= 32) {
      at++;
      continue;
    }
    let stop = at + 1;
    if (isWordUnit(unit)) while (stop < end && isWordUnit(text.charCodeAt(stop))) stop++;
    found.push({ text: text.slice(at, stop), start: at, end: stop });
    at = stop;
  }
  return found;
}

/** The nearest tokens that end at or before an offset, the nearest last. */
export function tokensUpTo(text: string, offset: number, count: number): CodeToken[] {
  const found: CodeToken[] = [];
  for (let at = offset; found.length < count; ) {
    while (at > 0 && text.charCodeAt(at - 1) <= 32) at--;
    if (at === 0) break;
    let start = at - 1;
    if (isWordUnit(text.charCodeAt(start))) while (start > 0 && isWordUnit(text.charCodeAt(start - 1))) start--;
    found.unshift({ text: text.slice(start, at), start, end: at });
    at = start;
  }
  return found;
}

/** The nearest tokens that begin at or behind an offset. */
export function tokensFrom(text: string, offset: number, count: number): CodeToken[] {
  const found: CodeToken[] = [];
  for (let at = offset; found.length < count; ) {
    while (at < text.length && text.charCodeAt(at) <= 32) at++;
    if (at >= text.length) break;
    let end = at + 1;
    if (isWordUnit(text.charCodeAt(at))) while (end < text.length && isWordUnit(text.charCodeAt(end))) end++;
    found.push({ text: text.slice(at, end), start: at, end });
    at = end;
  }
  return found;
}

/** A name of more than one letter, which says what it is. */
export function isTelling(token: string): boolean {
  return isName(token) && !keywords.has(token) && token.length > 1;
}

/** A name, or a keyword that is written as one. */
export function isName(token: string): boolean {
  return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(token);
}
