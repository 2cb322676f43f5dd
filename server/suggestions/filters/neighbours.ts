import { isNear } from "../../text/distance.ts";
import { firstWrittenLines } from "../../text/lines.ts";
import { saysNothing } from "../blockWords.ts";
import type { Filter } from "../filter.ts";
import { sameCode } from "../sameCode.ts";

/**
 * The filter holds so many first lines against those that follow. They are near if they differ in at most this share of
 * their characters.
 */
const comparedLines = 3;
const nearShare = 0.05;

/**
 * No suggestion says a line beside it again. Its first line is compared with what is left of it, its last with what is
 * right of it. A suggestion of several lines is not what follows anyway, slightly changed.
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
  if (!saysNothing(first, hole) && sameCode(first, hole.previousLine)) return "repeatsPreviousLine";
  if (!saysNothing(last, hole) && sameCode(last, hole.nextLine)) return "repeatsNextLine";
  const written = lines.filter((line) => line.trim()).slice(0, comparedLines);
  const following = firstWrittenLines(hole.below, written.length);
  const isCopy = written.length > 1 && isNear(block(written), block(following), nearShare);
  return isCopy ? "repeatsNextLine" : suggestion;
};

function block(lines: readonly string[]): string {
  return lines.map((line) => line.trim()).join("\n");
}
