import { endAfter, lineEnd, regexEnd, stringEnd } from "./skip.ts";
import { blank, digit, kindOf, name, nameEnd, nextVisible, quote } from "./units.ts";
import { words } from "./words.ts";

const { isReserved, isContextual } = words(
  `break case catch class const continue debugger default delete do else enum export extends false finally for function
  if import in instanceof let new null return super switch this throw true try typeof undefined var void while with
  yield await any boolean never number object string symbol unknown bigint`,
  `abstract accessor as assert asserts async declare from get global implements infer interface is keyof module namespace
  of override package private protected public readonly require satisfies set static type unique using`,
);

/** Words behind which a slash begins a regular expression. */
const beforeRegex = words("return typeof case in of do else void delete throw new instanceof yield await", "");

/** The identifiers of TypeScript and JavaScript. */
export function scanTypeScript(text: string, found: (start: number, end: number) => void): void {
  /** How many braces are open in each `${` that is. */
  const templates: number[] = [];
  let depth = 0;
  /** The last unit that was neither blank nor comment, or a parenthesis after a word that a regex may follow. */
  let last = 40;
  for (let i = 0; i < text.length; ) {
    const unit = text.charCodeAt(i);
    const kind = kindOf(unit);
    if (kind === blank) {
      i++;
    } else if (kind === name || (unit === 35 && kindOf(text.charCodeAt(i + 1)) === name)) {
      const end = nameEnd(text, i + 1);
      if (last === 46 || !isKeyword(text, i, end)) found(i, end);
      last = beforeRegex.isReserved(text, i, end) ? 40 : 97;
      i = end;
    } else if (kind === digit) {
      i = nameEnd(text, i + 1);
      last = 48;
    } else if (unit === 96 || (unit === 125 && depth === 0 && templates.length > 0)) {
      if (unit === 125) depth = templates.pop() as number;
      i = templateEnd(text, i + 1);
      const opens = text.charCodeAt(i - 1) === 123;
      if (opens) {
        templates.push(depth);
        depth = 0;
      }
      last = opens ? 40 : 96;
    } else if (kind === quote) {
      // No code has a quote directly behind a name, but the text of JSX does: don't.
      i = last === 97 && kindOf(text.charCodeAt(i - 1)) === name ? i + 1 : stringEnd(text, i);
      last = 34;
    } else if (unit === 47) {
      const next = text.charCodeAt(i + 1);
      if (next === 47) i = lineEnd(text, i);
      else if (next === 42) i = endAfter(text, i + 2, "*/");
      else {
        const end = next !== 62 && mayPrecedeRegex(last) ? regexEnd(text, i) : i;
        i = end > i ? nameEnd(text, end) : i + 1;
        last = end > i ? 34 : 47;
      }
    } else {
      if (unit === 123) depth++;
      if (unit === 125) depth--;
      last = unit;
      i++;
    }
  }
}

/** Behind the `${` that interrupts a template, or behind the backquote that ends it. */
function templateEnd(text: string, start: number): number {
  for (let i = start; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 92) i++;
    else if (unit === 96) return i + 1;
    else if (unit === 36 && text.charCodeAt(i + 1) === 123) return i + 2;
  }
  return text.length;
}

/** A slash behind any of `( , = : [ ! & | ? { ; + - * % > ~ ^` divides nothing. */
function mayPrecedeRegex(unit: number): boolean {
  return "(,=:[!&|?{;+-*%>~^".includes(String.fromCharCode(unit));
}

function isKeyword(text: string, start: number, end: number): boolean {
  if (isReserved(text, start, end)) return nextVisible(text, end) !== 58 || text.startsWith("default", start);
  if (!isContextual(text, start, end)) return false;
  const next = nextVisible(text, end);
  const kind = kindOf(next);
  return kind === name || kind === quote || next === 123 || next === 91 || next === 42;
}
