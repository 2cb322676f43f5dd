import { uint8At } from "../../base/at.ts";

/** How much a parser makes of a text, as far as its characters tell. */
type ParseCost = {
  /** Words and marks; about as many leaves does a tree have. */
  readonly tokens: number;
  /** The most brackets open at one place; those in strings and comments count too. */
  readonly depth: number;
};

/** Whether a text has more tokens, or is deeper, than that. Read at about 200 MB/s, and no further than needed. */
export function costsMoreThan(text: string, most: ParseCost): boolean {
  let tokens = 0;
  let depth = 0;
  let last: number = blank;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const kind = unit < kinds.length ? uint8At(kinds, unit) : word;
    if (kind !== blank && (kind !== word || last !== word)) tokens++;
    if (kind === opener) depth++;
    else if (kind === closer && depth > 0) depth--;
    if (tokens > most.tokens || depth > most.depth) return true;
    last = kind;
  }
  return false;
}

const [blank, word, mark, opener, closer] = [0, 1, 2, 3, 4] as const;

/** The kind of each ASCII character. */
const kinds = Uint8Array.from({ length: 128 }, (_, unit) => {
  const character = String.fromCharCode(unit);
  if (unit <= 32) return blank;
  if (/\w/.test(character)) return word;
  if (/[([{]/.test(character)) return opener;
  return /[)\]}]/.test(character) ? closer : mark;
});
