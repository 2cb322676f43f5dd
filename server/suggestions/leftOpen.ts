import { longEnds, readBrackets, unclosedBrackets } from "../text/brackets.ts";
import type { Insertion } from "./filter.ts";
import type { Hole } from "./hole.ts";

/**
 * True if a suggestion opens a bracket, a long string or a long comment that nothing closes. Neither the suggestion nor
 * the file does. Parsers forgive that where the surroundings are broken. Elsewhere they may see one error where
 * everything below is swallowed.
 */
export function leftOpen({ text, replaceAfter }: Insertion, hole: Hole): boolean {
  const from = { ...hole.brackets, open: hole.unclosed };
  const { open, inside } = readBrackets(text + hole.lineAfter.slice(replaceAfter), from, hole.comments);
  if (inside !== hole.brackets.inside && longEnds[inside] !== undefined) return true;
  const own = open.filter((opener) => !hole.unclosed.includes(opener));
  if (own.length === 0) return false;
  const around = hole.brackets.open.filter((opener) => open.includes(opener) || !hole.unclosed.includes(opener));
  const state = { open: [...around, ...own], inside: "code" as const, indent: 0 };
  return unclosedBrackets(state, hole.nearBelow, hole.comments).some((opener) => own.includes(opener));
}
