import { rulesOf } from "../languages/languages.ts";
import { indentationWidth } from "../text/indentation.ts";
import { firstWrittenLines, isBlank } from "../text/lines.ts";
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

/** True if a statement happens only under a condition that stands behind it: `return if x`. */
export function isConditional(line: string, { language }: Place): boolean {
  return rulesOf(language).blockWords?.conditions?.test(line) ?? false;
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
