import { readBrackets, unclosedBrackets } from "../text/brackets.ts";
import { longEnds } from "../text/inside.ts";
import type { Insertion } from "./filter.ts";
import type { Hole } from "./hole.ts";

/**
 * True if a suggestion opens a bracket, a long string or a long comment that nothing closes. Neither the suggestion nor
 * the file does. Parsers forgive that where the surroundings are broken. Elsewhere they may see one error where
 * everything below is swallowed. What the user's own text right of the cursor opens is the user's to close.
 */
export function leftOpen({ text, replaceAfter }: Insertion, hole: Hole): boolean {
  const written = readBrackets(text, { ...hole.brackets, open: hole.unclosed }, hole.comments);
  const isStopped = written.unmatched !== undefined;
  const line = isStopped ? written : readBrackets(hole.lineAfter.slice(replaceAfter), written, hole.comments);
  if (line.inside !== hole.brackets.inside && longEnds[line.inside] !== undefined) return true;
  const own = written.open.filter((opener) => line.open.includes(opener) && !hole.unclosed.includes(opener));
  if (own.length === 0) return false;
  const around = hole.brackets.open.filter((opener) => line.open.includes(opener) || !hole.unclosed.includes(opener));
  const others = line.open.filter((opener) => !own.includes(opener) && !around.includes(opener));
  const state = { open: [...around, ...own, ...others], inside: "code" as const, indent: 0 };
  return unclosedBrackets(state, hole.nearBelow, hole.comments).some((opener) => own.includes(opener));
}
