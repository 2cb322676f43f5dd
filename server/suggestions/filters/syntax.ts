import type { Language } from "../../../grammars/language.ts";
import { edit, parse, syntaxErrors, type Tree } from "../../index/parse.ts";
import { excerpt } from "../../text/excerpt.ts";
import { belowLine, isBlank, lineStart } from "../../text/lines.ts";
import type { Filter, ShapedHole, Suggestion } from "../filter.ts";
import { leavesHeader } from "../header.ts";

/** Characters parsed on each side of the cursor; 2 x 2,500 take about 1 ms, whatever the size of the file. */
const parsedCharacters = 2500;

/**
 * The suggestion leaves no more syntax errors than were there without it. Trailing lines are dropped until it does.
 *
 * The half-written line under the cursor is an error in itself, which the suggestion is there to end:
 * so it is held against the better of two texts, the one with that line as it is and the one without it.
 */
export const syntax: Filter = (suggestion, hole) => {
  const { language } = hole;
  if (!language) return suggestion;
  const { before, after } = excerpt(hole.before, hole.after, parsedCharacters);
  const errors = errorCounter(language, before, after.slice(suggestion.replaceAfter));
  let allowed: number | undefined;
  for (const text of attempts(suggestion, hole)) {
    const count = errors(text);
    if (leavesHeader({ ...suggestion, text }, hole)) continue;
    if (count === 0) return { ...suggestion, text };
    allowed ??= Math.min(
      errorsOf(parse(language, before + after)),
      errorsOf(parse(language, withoutLine(before, after))),
    );
    if (count <= allowed) return { ...suggestion, text };
  }
  return "syntaxError";
};

/** The text, then the text without its last line, and so on. Where something stands right of the cursor all or nothing fits. */
function* attempts({ text }: Suggestion, hole: ShapedHole): Generator<string> {
  yield text;
  if (!isBlank(hole.lineAfter)) return;
  for (let end = text.lastIndexOf("\n"); end > 0; end = text.lastIndexOf("\n", end - 1)) {
    const shorter = text.slice(0, end).trimEnd();
    if (shorter) yield shorter;
  }
}

/** Counts the errors of one place with different texts in it; each parse starts from the tree of the one before. */
function errorCounter(language: Language, before: string, after: string): (text: string) => number {
  let parsed: { source: string; length: number; tree: Tree } | undefined;
  return (text) => {
    const source = before + text + after;
    const start = before.length;
    if (parsed)
      edit(parsed.tree, parsed.source, source, { start, oldEnd: start + parsed.length, newEnd: start + text.length });
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

function withoutLine(before: string, after: string): string {
  return before.slice(0, lineStart(before, before.length)) + after.slice(belowLine(after, 0));
}
