import { isNear } from "../../text/distance.ts";
import { firstWrittenLines, isTrivial } from "../../text/lines.ts";
import type { Filter } from "../filter.ts";
import { sameCode } from "../sameCode.ts";

/** So many first lines are held against those that follow, and may differ in this share of their characters. */
const comparedLines = 3;
const nearShare = 0.05;

/**
 * No line beside the suggestion is said again, seen with what is left of the first and right of the last line;
 * and a suggestion of several lines is not what follows anyway, slightly changed.
 *
 * @example The line below is not said again
 * ```ts
 * total = │«price;»
 * total = price;
 * ```
 * ```text
 * repeatsNextLine
 * ```
 */
export const neighbours: Filter = (suggestion, hole) => {
  const lines = (hole.lineBefore + suggestion.text + hole.lineAfter.slice(suggestion.replaceAfter)).split("\n");
  const [first = "", last = ""] = [lines[0], lines.at(-1)];
  if (!isTrivial(first) && sameCode(first, hole.previousLine)) return "repeatsPreviousLine";
  if (!isTrivial(last) && sameCode(last, hole.nextLine)) return "repeatsNextLine";
  const written = lines.filter((line) => line.trim()).slice(0, comparedLines);
  const following = firstWrittenLines(hole.below, written.length);
  const isCopy = written.length > 1 && isNear(block(written), block(following), nearShare);
  return isCopy ? "repeatsNextLine" : suggestion;
};

function block(lines: readonly string[]): string {
  return lines.map((line) => line.trim()).join("\n");
}
