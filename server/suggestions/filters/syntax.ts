import { once } from "../../../base/once.ts";
import type { Language } from "../../../grammars/language.ts";
import { rulesOf } from "../../languages/languages.ts";
import { edit, parse, syntaxErrors, type Tree } from "../../languages/parse.ts";
import { readBrackets } from "../../text/brackets.ts";
import { excerpt } from "../../text/excerpt.ts";
import { mayEnd } from "../../text/inside.ts";
import { belowLine, isBlank, lineEnd, lineStart } from "../../text/lines.ts";
import { costsMoreThan } from "../../text/parseCost.ts";
import { withBodies } from "../begunHead.ts";
import type { Filter, Insertion, ShapedHole } from "../filter.ts";
import { leavesHeader } from "../header.ts";
import { leftOpen } from "../leftOpen.ts";
import { standAlone } from "../linesAlone.ts";

/**
 * Characters parsed on each side of the cursor. To parse 2 x 1,500 takes about 0.5 ms, whatever the size of the file.
 */
const parsedCharacters = 1500;

/** An excerpt is longer or deeper where lines or brackets are that nobody wrote: to parse those takes long. */
const longestExcerpt = 10 * parsedCharacters;
const heaviestExcerpt = { tokens: longestExcerpt, depth: 200 };

/**
 * The suggestion leaves no more syntax errors than were there without it, and nothing open that it has opened. Trailing
 * lines are dropped until that holds. The bracket that a line of the user's ends with may stay open, and so may a block in
 * which `suggestions.maxLines` ends the suggestion. Of JSON, YAML and TOML errors are counted without a grammar. Of any
 * other text without one, or among lines and brackets without end, only brackets are looked at.
 *
 * @example A line that would not parse is left out
 * ```py
 * def tax(price):
 *     │«rate = 0.2
 *     return price rate»
 * ```
 * ```py
 * def tax(price):
 *     «rate = 0.2»
 * ```
 */
export const syntaxFilter: Filter = (suggestion, hole) => {
  if (staysInside(suggestion, hole)) return suggestion;
  const isWhole = hole.language
    ? parsesAsWell(hole.language, hole, suggestion.replaceAfter)
    : readsAsWell(hole, suggestion.replaceAfter);
  const isSound = (text: string) => isWhole(text) || withBodies(text, hole).some(isWhole);
  for (const text of attempts(suggestion, hole)) {
    const attempt = { ...suggestion, text };
    if (!leftOpen(attempt, hole) && !leavesHeader(attempt, hole) && isSound(text)) return attempt;
  }
  return begunBlock(suggestion, hole, isSound) ?? cutShort(suggestion, hole, isSound) ?? "syntaxError";
};

/**
 * The first line of a suggestion, where it ends with a brace, or with another bracket that the next line goes on in. The
 * user has begun that line, and writes the next ones then. It has to be sound with the brackets closed behind it.
 */
function begunBlock(
  suggestion: Insertion,
  hole: ShapedHole,
  isSound: (text: string) => boolean,
): Insertion | undefined {
  const text = suggestion.text.slice(0, lineEnd(suggestion.text, 0)).trimEnd();
  const goesOn = suggestion.text.trimEnd().length > text.length;
  const opens = goesOn ? /[([{]$/.test(text) : text.endsWith("{");
  if (!opens || isBlank(hole.lineBefore) || !isBlank(hole.lineAfter)) return undefined;
  const closed = closedBehind(text, hole);
  return closed !== undefined && isSound(closed) ? { ...suggestion, text } : undefined;
}

/** A text with its open brackets closed behind it; undefined where it closes others, or ends in a string or comment. */
function closedBehind(text: string, hole: ShapedHole): string | undefined {
  const { open, inside, unmatched } = readBrackets(text, { ...hole.brackets, open: hole.unclosed }, hole.comments);
  if (inside !== "code" || unmatched !== undefined) return undefined;
  const closers = open.map(({ close }) => close).reverse();
  return `${text}\n${closers.join("")}`;
}

/** What ends blocks that a word begins, in all languages that have such. */
const endWords = ["end", "until x", "fi", "done", "esac"];

/**
 * A suggestion as long as its user wants (`suggestions.maxLines`). What it leaves open goes on in the next one, which the
 * user asks for by accepting it. It has to be sound with its blocks closed behind it.
 */
function cutShort(suggestion: Insertion, hole: ShapedHole, isSound: (text: string) => boolean): Insertion | undefined {
  const { text } = suggestion;
  const lines = text.replace(/^\s*\n/, "").split("\n");
  const isCut = hole.maxLines !== undefined && lines.length >= hole.maxLines && isBlank(hole.lineAfter);
  if (!isCut || leavesHeader(suggestion, hole, { mayEndWithOne: true })) return undefined;
  const closed = closedBehind(text, hole);
  if (closed === undefined) return undefined;
  const words = rulesOf(hole.language).blockWords ? endWords : [];
  return [closed, ...words.map((word) => `${closed}\n${word}`)].some(isSound) ? suggestion : undefined;
}

/** Within a string or comment that the text does not end there is no syntax to be wrong. */
function staysInside({ text, replaceAfter }: Insertion, { brackets, lineAfter }: ShapedHole): boolean {
  const { inside } = brackets;
  if (inside === "code" || replaceAfter > 0) return false;
  const isShort = inside === '"' || inside === "'";
  return isShort ? lineAfter.includes(inside) && !/["'\\\n]/.test(text) : !mayEnd(inside, text);
}

/**
 * Tells whether the file has no more errors with a text in the hole than without.
 *
 * The half-written line under the cursor is an error in itself. The suggestion is there to end it. So the text is held
 * against the better of two. One is the file without that line, the other the file as it is. Errors cannot be counted
 * where other lines are half-written too. A parser that has lost its way finds more or fewer of them whatever the text.
 * There the lines written are looked at by themselves. Other lines are broken if there are errors without the cursor's
 * line, or with its braces alone, or with it, though it is sound by itself: half a line above may take the line below for
 * its end. They are broken, too, where the parser takes code for a string that a line above has left open.
 */
function parsesAsWell(language: Language, hole: ShapedHole, replaceAfter: number): (text: string) => boolean {
  const { before, after } = excerpt(hole.before, hole.after, parsedCharacters);
  const isLong = before.length + after.length > longestExcerpt;
  if (isLong || costsMoreThan(before + after, heaviestExcerpt)) return () => true;
  const errors = errorCounter(language, before, after.slice(replaceAfter));
  const tree = once(() => parse(language, before + after));
  const asItIs = once(() => errorsOf(tree()));
  const withoutIt = once(() => errorsOf(parse(language, withoutLine(before, after))));
  const isElsewhere = once(
    () =>
      withoutIt() > 0 ||
      errorsOf(parse(language, withoutLine(before, after, bracesOf(hole)))) > 0 ||
      (asItIs() > 0 && isSoundAsItIs(language, hole)) ||
      isSwallowed(tree(), before.length, hole),
  );
  return (text) => {
    const count = errors(text);
    if (count === 0 || count <= Math.min(withoutIt(), asItIs())) return true;
    return isElsewhere() && standAlone(language, hole, { text, replaceAfter });
  };
}

/** A longer text is not counted through for each suggestion. */
const maxCountedCharacters = 100_000;

/** Tells whether a text without a grammar here has no more errors with a text in the hole than as it is. */
function readsAsWell({ format, before, after }: ShapedHole, replaceAfter: number): (text: string) => boolean {
  const errors = format?.errors;
  if (!errors || before.length + after.length > maxCountedCharacters) return () => true;
  let allowed: number | undefined;
  return (text) => {
    const count = errors(before + text + after.slice(replaceAfter));
    if (count === 0) return true;
    allowed ??= errors(before + after);
    return count <= allowed;
  };
}

/** True if the parser takes the code at the cursor for part of a string. Quotes of lines below may make that no error. */
function isSwallowed(tree: Tree | undefined, cursor: number, { brackets }: ShapedHole): boolean {
  if (!tree || brackets.inside !== "code") return false;
  const { type, startIndex, endIndex } = tree.rootNode.descendantForIndex(cursor);
  return /^(?:string|encapsed)/.test(type) && startIndex < cursor && cursor < endIndex;
}

/** A line that has text right of the cursor may be whole before the suggestion comes. */
function isSoundAsItIs(language: Language, hole: ShapedHole): boolean {
  return !isBlank(hole.lineAfter) && standAlone(language, hole, { text: "", replaceAfter: 0 });
}

/** The text, then the text without its last line, and so on; all or nothing where the line goes on. */
function* attempts({ text }: Insertion, hole: ShapedHole): Generator<string> {
  yield text;
  if (!isBlank(hole.lineAfter)) return;
  for (let end = text.lastIndexOf("\n"); end > 0; end = text.lastIndexOf("\n", end - 1)) {
    const shorter = text.slice(0, end).trimEnd();
    if (shorter) yield shorter;
  }
}

/** Counts the errors of one place with different texts in it. Each parse starts from the tree of the one before. */
function errorCounter(language: Language, before: string, after: string): (text: string) => number {
  let parsed: { source: string; length: number; tree: Tree } | undefined;
  return (text) => {
    const source = before + text + after;
    const start = before.length;
    if (parsed)
      edit(language, parsed.tree, parsed.source, source, {
        start,
        oldEnd: start + parsed.length,
        newEnd: start + text.length,
      });
    const tree = parse(language, source, parsed?.tree);
    parsed = tree && { source, length: text.length, tree };
    return errorsOf(tree);
  };
}

/** A text that took too long to parse is one that nobody can vouch for. */
function errorsOf(tree: Tree | undefined): number {
  if (!tree) return Number.POSITIVE_INFINITY;
  return tree.rootNode.hasError ? syntaxErrors(tree, 0, Number.POSITIVE_INFINITY) : 0;
}

function withoutLine(before: string, after: string, braces = ""): string {
  return before.slice(0, lineStart(before, before.length)) + braces + after.slice(belowLine(after, 0));
}

/**
 * The braces by which the cursor's line joins what stands above it and below. Where an excerpt has one half of a block
 * that is not indented, as a namespace, it is sound without them by accident.
 */
function bracesOf({ lineBefore, lineAfter }: ShapedHole): string {
  const closed = /^\s*\}/.test(lineBefore) ? "}" : "";
  const opened = /\{\s*$/.test(lineAfter) ? "{" : "";
  return closed === "" && opened === "" ? "" : `${closed}${opened}\n`;
}
