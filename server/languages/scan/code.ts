import type { Scan } from "../scan.ts";
import { endAfter, nextLineFeed } from "./skip.ts";
import { digit, dollar, kindOf, name, nameEnd, nameEndBeforeDollar } from "./units.ts";
import { words } from "./words.ts";

/** How a string begins and ends, and what may be in it. */
export type StringForm = {
  /** Its first signs, a prefix included: `"`, `@"`, `f"`. Of several that fit, the first in the list counts. */
  readonly open: string;
  readonly close: string;
  /** True if a backslash takes the sign behind it as it is. */
  readonly escapes?: boolean;
  /** True if it goes on over lines; else it ends with its line at the latest. */
  readonly isLong?: boolean;
  /** What opens code in it, which the matching bracket closes: `${`, `#{`, `{`. */
  readonly code?: string;
  /** True if `$name` and `${name` in it are names. */
  readonly names?: boolean;
};

/** What of a language's text is no identifier. */
export type Lexis = {
  readonly keywords: string;
  readonly lineComments: readonly string[];
  /** True if a line comment begins only at a line start or behind a blank, as in a shell. */
  readonly needsBlank?: boolean;
  readonly blockComment?: readonly [open: string, close: string];
  /** True if block comments hold others. */
  readonly nests?: boolean;
  readonly strings: readonly StringForm[];
  /** True if a quote is one character and its mate, `'a'`, and otherwise nothing: `'a` of Rust, `1'000` of C++. */
  readonly hasCharacters?: boolean;
  /** True if `$` is no part of a name, but stands before it. */
  readonly dollars?: boolean;
  /** What else is no code: tells its end by where it begins, or the beginning if there is none. */
  readonly skip?: (text: string, at: number) => number;
  /** Signs that `skip` is asked about. */
  readonly skipAt?: string;
};

type Found = (start: number, end: number) => void;

/** The strings in code in strings that are read. */
const maxDepth = 3;

const openBrace = 123;
const backslash = 92;
const apostrophe = 39;

/** What a unit may begin besides names and numbers. */
const plain = 0;
const opens = 1;

/** Finds the identifiers of a language by what it says of comments, strings and keywords. */
export function scanner(lexis: Lexis): Scan {
  const isKeyword = words(lexis.keywords.trim());
  const kinds = openers(lexis);
  const endOfName = lexis.dollars ? nameEndBeforeDollar : nameEnd;
  /** Strings by their first sign. */
  const forms = new Map<string, StringForm[]>();
  for (const form of lexis.strings) forms.set(form.open[0] ?? "", [...(forms.get(form.open[0] ?? "") ?? []), form]);

  const code = (text: string, start: number, stop: number, found: Found, depth: number): void => {
    for (let i = start; i < stop; ) {
      const unit = text.charCodeAt(i);
      if (unit < 128 && kinds[unit] === opens) {
        const end = special(text, i, stop, found, depth);
        if (end > i) {
          i = end;
          continue;
        }
      }
      const kind = kindOf(unit);
      if (kind === name) {
        if (lexis.dollars && unit === dollar) {
          i++;
          continue;
        }
        const end = endOfName(text, i + 1);
        if (!isKeyword(text, i, end)) found(i, end);
        i = end;
      } else if (kind === digit) i = numberEnd(text, i);
      else i++;
    }
  };

  /** The end of the comment, string or character that begins at an offset; the offset if none does. */
  const special = (text: string, at: number, stop: number, found: Found, depth: number): number => {
    const sign = text[at] ?? "";
    if (lexis.skip && lexis.skipAt?.includes(sign)) {
      const end = lexis.skip(text, at);
      if (end > at) return end;
    }
    const { blockComment } = lexis;
    if (blockComment && text.startsWith(blockComment[0], at)) return blockEnd(text, at, blockComment, lexis.nests);
    for (const mark of lexis.lineComments)
      if (text.startsWith(mark, at) && (!lexis.needsBlank || isBlankBefore(text, at))) return nextLineFeed(text, at);
    if (lexis.hasCharacters && sign === "'") return characterEnd(text, at);
    for (const form of forms.get(sign) ?? []) {
      // A prefix is no prefix where it ends a name.
      if (!text.startsWith(form.open, at)) continue;
      return string(text, at, stop, form, found, depth);
    }
    return at;
  };

  const string = (text: string, at: number, stop: number, form: StringForm, found: Found, depth: number): number => {
    const { close, escapes, isLong } = form;
    const opened = form.code;
    const last = close.charCodeAt(0);
    for (let i = at + form.open.length; i < stop; i++) {
      const unit = text.charCodeAt(i);
      if (escapes && unit === backslash) i++;
      else if (unit === last && text.startsWith(close, i)) return i + close.length;
      else if (unit === 10 && !isLong) return i;
      else if (opened && depth < maxDepth && unit === opened.charCodeAt(0) && text.startsWith(opened, i)) {
        const end = codeEnd(text, i + opened.length, stop, opened.endsWith("(") ? "(" : "{");
        code(text, i + opened.length, end, found, depth + 1);
        i = end;
      } else if (form.names && unit === dollar) {
        const start = text.charCodeAt(i + 1) === openBrace ? i + 2 : i + 1;
        const first = text.charCodeAt(start);
        if (first === dollar || kindOf(first) !== name) continue;
        const end = nameEndBeforeDollar(text, start + 1);
        found(start, end);
        i = end - 1;
      }
    }
    return stop;
  };

  return (text, found) => code(text, 0, text.length, found, 0);
}

/** Units that may begin a comment, a string or a character, the first letters of prefixes among them. */
function openers({ lineComments, blockComment, strings, hasCharacters, skipAt = "" }: Lexis): Uint8Array {
  const kinds = new Uint8Array(128).fill(plain);
  const signs = [...lineComments, ...(blockComment?.slice(0, 1) ?? []), ...strings.map(({ open }) => open)];
  for (const sign of signs) kinds[sign.charCodeAt(0)] = opens;
  for (const sign of skipAt) kinds[sign.charCodeAt(0)] = opens;
  if (hasCharacters) kinds[apostrophe] = opens;
  return kinds;
}

/** The end of a number, with its exponent and its suffix, and with what stands between its digits. */
function numberEnd(text: string, start: number): number {
  let end = nameEnd(text, start + 1);
  while (text.charCodeAt(end) === apostrophe && kindOf(text.charCodeAt(end + 1)) === digit)
    end = nameEnd(text, end + 1);
  return end;
}

function blockEnd(text: string, at: number, [open, close]: readonly [string, string], nests = false): number {
  let end = endAfter(text, at + open.length, close);
  if (!nests) return end;
  let depth = 1;
  for (let i = at + open.length; i < text.length; ) {
    const next = text.indexOf(close, i);
    if (next < 0) return text.length;
    const inner = text.indexOf(open, i);
    if (inner >= 0 && inner < next) {
      depth++;
      i = inner + open.length;
    } else {
      depth--;
      end = next + close.length;
      if (depth === 0) return end;
      i = end;
    }
  }
  return end;
}

/** The longest escape, `'\u{10FFFF}'`. */
const maxCharacter = 12;

/** Behind the character that begins with the quote at an offset, or behind the quote alone. */
function characterEnd(text: string, at: number): number {
  if (text.charCodeAt(at + 1) === backslash) {
    const end = text.indexOf("'", at + 3);
    return end >= 0 && end - at <= maxCharacter ? end + 1 : at + 1;
  }
  const next = text.codePointAt(at + 1) ?? 0;
  const behind = at + 1 + (next > 0xffff ? 2 : 1);
  return next !== 10 && next !== apostrophe && text.charCodeAt(behind) === apostrophe ? behind + 1 : at + 1;
}

/** Where the bracket is that closes code in a string. */
function codeEnd(text: string, start: number, stop: number, open: "{" | "("): number {
  const close = open === "{" ? "}" : ")";
  let depth = 1;
  for (let i = start; i < stop; i++) {
    if (text[i] === open) depth++;
    else if (text[i] === close && --depth === 0) return i;
    else if (text[i] === "\n") return i;
  }
  return stop;
}

function isBlankBefore(text: string, at: number): boolean {
  return at === 0 || text.charCodeAt(at - 1) <= 32;
}
