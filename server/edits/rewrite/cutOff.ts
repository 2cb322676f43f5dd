import { marksOf } from "../../languages/marks.ts";
import { noBrackets, readBrackets } from "../../text/brackets.ts";
import { writtenLines } from "../lines.ts";
import { type Original, parsedPart } from "../original.ts";
import { isElision } from "./elisions.ts";

/**
 * True if the answer ended before the code did. Brackets tell, where there are some. Otherwise an answer that nothing
 * closed must end as the target does. At least it must not end where lines of the target are still to come.
 */
export async function seemsCutOff(
  code: string,
  isOpen: boolean,
  isFenced: boolean,
  original: Original,
): Promise<boolean> {
  const { language, region } = original;
  if ((await parsedPart(original, code)).tree?.rootNode.hasError && leavesOpen(code, original))
    return !leavesOpen(region, original);
  if (isFenced && !isOpen) return false;
  const [lines, target] = [writtenLines(code), writtenLines(region)];
  const last = lines.at(-1);
  if (last === undefined) return isOpen;
  if (target.at(-1) === last || isElision(last)) return false;
  if (isOpen && (language?.indented || !/[;)}\]]$/.test(last))) return true;
  const place = target.lastIndexOf(last);
  return place >= 0 && target.slice(place + 1).every((line) => !lines.includes(line));
}

/** A target that itself is only a piece of code may leave brackets open. */
function leavesOpen(code: string, { language }: Original): boolean {
  const { open, inside } = readBrackets(code, noBrackets, marksOf(language));
  return open.length > 0 || /^(?:\/\*|`|"""|''')$/.test(inside);
}
