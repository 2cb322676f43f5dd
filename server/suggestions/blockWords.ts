import { rulesOf } from "../languages/languages.ts";
import { indentationWidth } from "../text/indentation.ts";
import { firstWrittenLines, isBlank, isTrivial } from "../text/lines.ts";
import type { Hole } from "./hole.ts";

type Place = Pick<Hole, "language">;

/** True if a line begins a block that a word ends: `def price`, `items.each do |item|`, `if x then`. */
export function beginsBlock(line: string, { language }: Place): boolean {
  return rulesOf(language).blockWords?.begins.test(line) ?? false;
}

/** True if a line ends a block with a word: `end`, `done`. */
export function endsBlock(line: string, { language }: Place): boolean {
  return rulesOf(language).blockWords?.ends.test(line) ?? false;
}

/** True if a line goes on with the statement above it, by its first word: `else`, `rescue`. */
export function goesOn(line: string, { language }: Place): boolean {
  return rulesOf(language).blockWords?.goesOn.test(line) ?? false;
}

/** True if a line goes on with the body above it, which the file's `end` at the same indentation ends. */
export function goesOnWithBody(line: string, { language, nextLine }: Pick<Hole, "language" | "nextLine">): boolean {
  const isSame = indentationWidth(nextLine) === indentationWidth(line) && endsBlock(nextLine, { language });
  return isSame && (rulesOf(language).blockWords?.handles?.test(line) ?? false);
}

/** True if a statement happens only under a condition that stands behind it: `return if x`. */
export function isConditional(line: string, { language }: Place): boolean {
  return rulesOf(language).blockWords?.conditions?.test(line) ?? false;
}

/** True if a line may well stand twice: brackets alone, or a word alone that ends a block or goes on with one. */
export function saysNothing(line: string, place: Place): boolean {
  return (
    isTrivial(line) || (bareEnd.test(line) && endsBlock(line, place)) || (bareWord.test(line) && goesOn(line, place))
  );
}

const bareWord = /^\s*(?:[a-z]+|;;)\s*$/;
const bareEnd = /^\s*[a-z]+[\s)\]}(,;]*$/;

/** Further up than this nobody looks for the line that the cursor's is indented below. */
const lookBackCharacters = 2_000;

/** True if the nearest line above that is indented less than the cursor's begins a block: `map(list, function(item)`. */
export function isInWordedBlock({
  language,
  before,
  lineBefore,
}: Pick<Hole, "language" | "before" | "lineBefore">): boolean {
  if (!rulesOf(language).blockWords) return false;
  const width = indentationWidth(lineBefore);
  const above = before.slice(-lookBackCharacters - lineBefore.length, before.length - lineBefore.length).split("\n");
  const outer = above.findLast((line) => !isBlank(line) && indentationWidth(line) < width) ?? "";
  return beginsBlock(outer, { language }) || goesOn(outer, { language });
}

/** Further down than this nobody looks for the end of the block that is written in. */
const lookAheadLines = 200;

/** True if the file has no end for a block whose first line is indented so wide and stands above what is below. */
export function lacksEnd(width: number, hole: Hole): boolean {
  const below = firstWrittenLines(hole.nearBelow, lookAheadLines);
  const next = below.find((line) => !isBlank(line) && indentationWidth(line) <= width);
  if (next === undefined || indentationWidth(next) < width) return true;
  return !endsBlock(next, hole) && !goesOn(next, hole);
}
