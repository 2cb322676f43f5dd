import { endAfter, nextLineFeed, regexEnd, stringEnd } from "../scan/skip.ts";
import { blank, digit, kindOf, name, nameEnd, nextVisible, quote } from "../scan/units.ts";
import { wordLists } from "../scan/words.ts";

/** The bits of `wordsOf`. */
const [literal, reserved, contextual, beforeRegex] = [1, 2, 4, 8] as const;

const wordsOf = wordLists(
  "any bigint boolean false never null number string super symbol this true undefined unknown void",
  `await break case catch class const continue debugger default delete do else enum export extends
  finally for function if import in instanceof let new return switch throw try typeof var while with yield`,
  // Keywords only where another word, a string or a bracket follows.
  `abstract accessor as asserts async declare from get global implements infer interface
  is keyof module namespace of override package private protected public readonly satisfies set static type unique
  using`,
  // Words behind which a slash begins a regular expression.
  "return typeof case in of do else void delete throw new instanceof yield await",
);

const [dollar, star, slash, dot, colon, equals, greater] = [36, 42, 47, 46, 58, 61, 62] as const;
const [hash, openParenthesis, openBracket, backslash, backquote] = [35, 40, 91, 92, 96] as const;
const [letter, openBrace, closeBrace] = [97, 123, 125] as const;

/** The identifiers of TypeScript and JavaScript. */
export function scanTypeScript(text: string, found: (start: number, end: number) => void): void {
  /** How many braces are open in each `${` that is. */
  const templates: number[] = [];
  let depth = 0;
  /** The last unit that was neither blank nor comment, or a parenthesis after a word that a regex may follow. */
  let last: number = openParenthesis;
  for (let i = 0; i < text.length; ) {
    const unit = text.charCodeAt(i);
    const kind = kindOf(unit);
    if (kind === blank) {
      i++;
    } else if (kind === name || (unit === hash && kindOf(text.charCodeAt(i + 1)) === name)) {
      const end = nameEnd(text, i + 1);
      const lists = wordsOf(text, i, end);
      if (lists === 0 || last === dot || !isKeyword(lists, text, i, end)) found(i, end);
      last = (lists & beforeRegex) !== 0 ? openParenthesis : letter;
      i = end;
    } else if (kind === digit) {
      i = nameEnd(text, i + 1);
      last = letter;
    } else if (unit === backquote || (unit === closeBrace && depth === 0 && templates.length > 0)) {
      if (unit === closeBrace) depth = templates.pop() as number;
      i = templateEnd(text, i + 1);
      const opens = text.charCodeAt(i - 1) === openBrace;
      if (opens) {
        templates.push(depth);
        depth = 0;
      }
      last = opens ? openParenthesis : backquote;
    } else if (kind === quote) {
      // No code has a quote directly behind a name, but the text of JSX does: don't.
      i = last === letter && kindOf(text.charCodeAt(i - 1)) === name ? i + 1 : stringEnd(text, i);
      last = backquote;
    } else if (unit === slash) {
      const next = text.charCodeAt(i + 1);
      if (next === slash) i = nextLineFeed(text, i);
      else if (next === star) i = endAfter(text, i + 2, "*/");
      else {
        const end = next !== greater && mayPrecedeRegex(last) ? regexEnd(text, i) : i;
        i = end > i ? nameEnd(text, end) : i + 1;
        last = end > i ? backquote : slash;
      }
    } else {
      if (unit === openBrace) depth++;
      if (unit === closeBrace) depth--;
      // What a spread spreads is no property.
      last = unit === dot && text.charCodeAt(i - 1) === dot ? openParenthesis : unit;
      i++;
    }
  }
}

/** Behind the `${` that interrupts a template, or behind the backquote that ends it. */
function templateEnd(text: string, start: number): number {
  for (let i = start; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === backslash) i++;
    else if (unit === backquote) return i + 1;
    else if (unit === dollar && text.charCodeAt(i + 1) === openBrace) return i + 2;
  }
  return text.length;
}

/** A slash behind any of `( , = : [ ! & | ? { ; + - * % > ~ ^` divides nothing. */
function mayPrecedeRegex(unit: number): boolean {
  return "(,=:[!&|?{;+-*%>~^".includes(String.fromCharCode(unit));
}

function isKeyword(lists: number, text: string, start: number, end: number): boolean {
  if ((lists & literal) !== 0) return true;
  if ((lists & reserved) !== 0) return !isProperty(text, start, end);
  if ((lists & contextual) === 0) return false;
  const next = nextVisible(text, end);
  const kind = kindOf(next);
  if (next === openParenthesis) return text.startsWith("async", start) || text.startsWith("keyof", start);
  return kind === name || kind === quote || next === openBrace || next === openBracket || next === star;
}

/** `{ new: 1 }` and `<p class="a">`, but not `default:`. */
function isProperty(text: string, start: number, end: number): boolean {
  const next = nextVisible(text, end);
  if (next === colon) return !text.startsWith("default", start);
  return next === equals && text.startsWith("class", start);
}
