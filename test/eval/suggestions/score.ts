import { parse, syntaxErrors } from "../../../server/languages/parse.ts";
import type { ShapedHole } from "../../../server/suggestions/filter.ts";
import type { SuggestionOutcome } from "../../../server/suggestions/filters.ts";
import { sameCode } from "../../../server/suggestions/sameCode.ts";
import { editDistance } from "../../../server/text/distance.ts";
import { isTrivial } from "../../../server/text/lines.ts";
import { type Cut, errorsOfFormat } from "./holes.ts";

/** What is said about one answer. Similarity is 1 for the very text that was cut out and 0 for silence. */
export type Score = {
  readonly isShown: boolean;
  /** Not a blank too many, and none too few. */
  readonly isExact: boolean;
  readonly isExactButBlanks: boolean;
  readonly similarity: number;
  /** The same, held against as many lines of the wanted text as are suggested: a block may come line by line. */
  readonly similarityOfLines: number;
  /** Whether the file has no more syntax errors than with the hole left empty. */
  readonly addsNoError: boolean;
  /** Whether the file, which had no error before the hole was cut, has none again. */
  readonly parses: boolean;
  /** Whether a written line of it says what the line above or below it says. */
  readonly repeatsNeighbour: boolean;
};

/** Longer texts than these are compared by their beginnings: the distance is quadratic. */
const comparedCharacters = 1500;

/** `cut` is the hole in a file without errors, in which errors can be counted. */
export function scoreOf(outcome: SuggestionOutcome, hole: ShapedHole, cut: Cut): Score {
  const wanted = cut.text.slice(cut.start, cut.end);
  const [before, after] = [cut.text.slice(0, cut.start), cut.text.slice(cut.end)];
  const isShown = "suggestion" in outcome;
  const { text, replaceAfter } = isShown ? outcome.suggestion : { text: "", replaceAfter: 0 };
  const target = wanted + hole.lineAfter.slice(0, replaceAfter);
  const errorsWith = (written: string, replaced: number) => {
    if (!hole.language) return errorsOfFormat(before + written + after.slice(replaced), cut.languageId);
    // Code in a fence or a script is looked at without the text around it.
    const [left, right] = cut.language ? [before, after] : [hole.before, hole.after];
    return errorsIn(left + written + right.slice(replaced), hole);
  };
  const errors = errorsWith(text, replaceAfter);
  return {
    isShown,
    isExact: isShown && text === target,
    isExactButBlanks: isShown && bare(text) === bare(target),
    similarity: isShown ? similarity(text.trim(), target.trim()) : 0,
    similarityOfLines: isShown ? similarity(text.trim(), firstLines(target.trim(), text.trim())) : 0,
    addsNoError: !isShown || errors <= errorsWith("", 0),
    parses: !isShown || errors === 0,
    repeatsNeighbour: isShown && repeatsNeighbour(text, replaceAfter, hole),
  };
}

function bare(text: string): string {
  return text.replace(/\s+/g, "");
}

function similarity(a: string, b: string): number {
  const [left, right] = [a.slice(0, comparedCharacters), b.slice(0, comparedCharacters)];
  return 1 - editDistance(left, right) / Math.max(1, left.length, right.length);
}

function firstLines(text: string, like: string): string {
  return text.split("\n").slice(0, like.split("\n").length).join("\n");
}

function errorsIn(text: string, hole: ShapedHole): number {
  const tree = hole.language && parse(hole.language, text);
  return tree ? syntaxErrors(tree, 0, text.length) : 0;
}

function repeatsNeighbour(text: string, replaceAfter: number, hole: ShapedHole): boolean {
  const written = hole.lineBefore + text + hole.lineAfter.slice(replaceAfter);
  const lines = [hole.previousLine, ...written.split("\n").filter((line) => line.trim()), hole.nextLine];
  const same = (a = "", b = "") => !isTrivial(a) && sameCode(a, b);
  return same(lines[0], lines[1]) || same(lines.at(-2), lines.at(-1));
}
