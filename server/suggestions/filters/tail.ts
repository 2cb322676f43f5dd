import { keywords } from "../../context/words.ts";
import { readBrackets } from "../../text/brackets.ts";
import { longEnds } from "../../text/inside.ts";
import { isBlank } from "../../text/lines.ts";
import type { Filter, Insertion, ShapedHole } from "../filter.ts";

/**
 * Fits the suggestion to what is right of the cursor on its line, the tail. So nothing stands there twice, and nothing
 * that the user wrote is lost.
 *
 * A suggestion that ends with that tail is inserted without it. One that goes on behind it takes its place, if it
 * repeats it. Closers are repeated in order, everything else token by token, words and numbers whole. One that closes
 * what the tail closes, and says something else then, ends there. Any other suggestion is inserted. It is cut to one
 * line unless it closes all that it opened.
 *
 * @example A closer that the editor has put there is not doubled
 * ```ts
 * send(│«price, count)»)
 * ```
 * ```ts
 * send(«price, count»)
 * ```
 * @example A suggestion that closes more takes the place of what it repeats
 * ```ts
 * send(│«price, count);»)
 * ```
 * ```ts
 * send(«price, count);»
 * ```
 * @example A name that has its arguments gets no others
 * ```ts
 * load│«Order(id, store);»(key)
 * ```
 * ```ts
 * load«Order»(key)
 * ```
 */
export const tail: Filter = (suggestion, hole) => {
  const right = hole.lineAfter.trimEnd();
  if (isBlank(right)) return suggestion;
  const text = beforeWhatIsThere(suggestion.text.trimEnd(), right, hole);
  const shared = overlap(text, right);
  const isClosers = onlyClosers.test(right);
  const closes = closesWhatIsOpen(text, hole);
  const mayBeOwn = isClosers && /[)\]}"'`]/.test(right) && !closes;
  if (shared === right.length && (!mayBeOwn || closesTwice(text, shared, hole)))
    return insertion(text.slice(0, -shared));
  if ((closes || /\w/.test(right)) && (isClosers ? holdsInOrder(text, right) : repeats(text, right)))
    return { text, replaceAfter: right.length };
  if (shared > 0 && closes && startsWithCloser.test(right)) return insertion(text.slice(0, -shared));
  const end = closes ? closingOffset(text, hole) : undefined;
  if (end !== undefined) return insertion(text.slice(0, end).trimEnd());
  if (text === "" || beginsAlike(text, right)) return "repeatsTail";
  const leavesTailBelow = /\n[ \t]*$/.test(suggestion.text) && startsWithCloser.test(right);
  if (leavesTailBelow) return suggestion;
  if (startsWithCloser.test(right) && closesItself(text, hole)) return insertion(text);
  const isCut = text.length < suggestion.text.trimEnd().length;
  const firstLine = (isCut ? text : suggestion.text).split("\n")[0] ?? "";
  return isBlank(firstLine) ? "lineComplete" : insertion(firstLine);
};

/** The closers that editors put right of the cursor while one types, with what separates and ends. */
const onlyClosers = /^[\s)\]}"'`;,]*$/;
const startsWithCloser = /^[)\]}"'`]/;

/**
 * As much of a suggestion as belongs to the word at the cursor, where what comes behind that word stands right of it: its
 * arguments, index or types, or the next argument. A keyword that stands there, too, is left out.
 */
function beforeWhatIsThere(text: string, right: string, { lineBefore }: ShapedHole): string {
  if (/[\w$.]$/.test(lineBefore)) {
    const name = /^[\w$.]*/.exec(text)?.[0] ?? "";
    if (/^[([<]/.test(right) && text[name.length] === right[0]) return name;
    if (right.startsWith(",")) {
      const comma = firstCommaIn(text);
      if (comma !== undefined && comma > 0) return text.slice(0, comma);
    }
  }
  const last = /(?<![\w$.])[a-z]+$/.exec(text)?.[0];
  const isDoubled = last !== undefined && keywords.has(last) && wordAtStart(right) === last;
  return isDoubled ? text.slice(0, -last.length) : text;
}

/** Both begin with the same keyword, as `await`, and go on differently. */
function beginsAlike(text: string, right: string): boolean {
  const word = wordAtStart(text);
  return word !== undefined && keywords.has(word) && word === wordAtStart(right);
}

function wordAtStart(text: string): string | undefined {
  return /^\s*([a-z]+)(?![\w$])/.exec(text)?.[1];
}

/** The offset of the first comma outside of the brackets and strings that a text opens itself. */
function firstCommaIn(text: string): number | undefined {
  let depth = 0;
  for (const { 0: sign, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|[,([{)\]}]/g)) {
    if (/^[([{]$/.test(sign)) depth++;
    else if (/^[)\]}]$/.test(sign)) depth--;
    if (depth < 0) return undefined;
    if (sign === "," && depth === 0) return index;
  }
  return undefined;
}

function insertion(text: string): Insertion | "repeatsTail" {
  return isBlank(text) ? "repeatsTail" : { text, replaceAfter: 0 };
}

/** Length of the longest end of `text` that `right` begins with; no word or number is taken apart. */
function overlap(text: string, right: string): number {
  let length = Math.min(text.length, right.length);
  while (length > 0 && !(text.endsWith(right.slice(0, length)) && isBorder(text, right, length))) length--;
  return length;
}

/** True if a token of `text` ends where its last `length` characters begin, and one of `right` behind as many. */
function isBorder(text: string, right: string, length: number): boolean {
  const at = text.length - length;
  // The sign before a variable of PHP or a shell is a token of its own.
  const isInside = (one = "", other = "") => /\w/.test(one) && /[\w$]/.test(other);
  return !isInside(text[at - 1], text[at]) && !isInside(right[length - 1], right[length]);
}

/** True if the suggestion closes a bracket or the string that the cursor stands in. */
function closesWhatIsOpen(text: string, hole: ShapedHole): boolean {
  const { inside } = hole.brackets;
  if (readFrom(text, hole).lowest < hole.unclosed.length) return true;
  return /["'`]/.test(inside) && text.includes(longEnds[inside] ?? inside);
}

/** True if the suggestion and the closers on the right close more than is open, or leave a string open by a quote too many. */
function closesTwice(text: string, shared: number, { brackets, comments, lineAfter }: ShapedHole): boolean {
  // A parenthesis that nothing opens may end a pattern of a case, but none that a suggestion brings along.
  const marks = comments.includes("patterns") ? comments.filter((mark) => mark !== "patterns") : comments;
  const both = readBrackets(text + lineAfter, brackets, marks);
  if (both.unmatched !== undefined) return true;
  const once = readBrackets(text.slice(0, -shared) + lineAfter, brackets, marks);
  return both.inside !== "code" && once.inside === "code";
}

/** True if a suggestion of several lines has closed all that it opened, and nothing else. */
function closesItself(text: string, hole: ShapedHole): boolean {
  if (!text.includes("\n") || isBlank(text.split("\n")[0] ?? "")) return false;
  const { open, lowest, inside, unmatched } = readFrom(text, hole);
  const isEven = open.length === hole.unclosed.length && lowest === hole.unclosed.length;
  return isEven && inside === hole.brackets.inside && unmatched === undefined;
}

/** Where the suggestion first closes what was open at the cursor; undefined if that is what it begins with. */
function closingOffset(text: string, hole: ShapedHole): number | undefined {
  const { inside } = hole.brackets;
  if (/^["'`]$/.test(inside)) {
    const end = text.indexOf(inside);
    return end > 0 && hole.lineAfter.startsWith(inside) ? end : undefined;
  }
  const close = hole.unclosed.at(-1)?.close;
  const isClosedOnRight = readFrom(hole.lineAfter, hole).lowest < hole.unclosed.length;
  if (inside !== "code" || close === undefined || !isClosedOnRight) return undefined;
  for (let at = text.indexOf(close); at >= 0; at = text.indexOf(close, at + 1)) {
    if (readFrom(text.slice(0, at + 1), hole).lowest < hole.unclosed.length) return at > 0 ? at : undefined;
  }
  return undefined;
}

function readFrom(text: string, { brackets, unclosed, comments }: ShapedHole) {
  return readBrackets(text, { ...brackets, open: unclosed }, comments);
}

/** True if every written character of `right`, all closers, comes in `text` in the same order. */
function holdsInOrder(text: string, right: string): boolean {
  let at = 0;
  for (const character of right.replace(/\s+/g, "")) {
    at = text.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/** True if the tokens of `right` come in `text` one right after the other. */
function repeats(text: string, right: string): boolean {
  const [all, wanted] = [tokensOf(text), tokensOf(right)];
  return all.some((_, start) => wanted.every((token, i) => all[start + i] === token));
}

function tokensOf(text: string): string[] {
  return text.match(/[\w$]+|[^\s\w$]/g) ?? [];
}
