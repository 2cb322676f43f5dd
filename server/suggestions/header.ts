import { rulesOf } from "../languages/languages.ts";
import { indentationWidth } from "../text/indentation.ts";
import { isBlank } from "../text/lines.ts";
import { beginsBlock } from "./blockWords.ts";
import type { Insertion } from "./filter.ts";
import type { Hole } from "./hole.ts";

/** True if the line begins a block that deeper indented lines fill. */
export function isHeader(line: string, hole: Pick<Hole, "language">): boolean {
  return isBareHeader(line, hole) || beginsBlock(line, hole);
}

/** True if nothing but deeper indented lines can fill the block. */
function isBareHeader(line: string, { language }: Pick<Hole, "language">): boolean {
  return rulesOf(language).blockHeader?.test(line) ?? false;
}

/**
 * True if a header would stand without its body. A grammar may forgive that, its language does not. One that the user
 * has begun on the cursor's line waits for the body that the user writes next. So may one at the end of a suggestion that
 * the user wants to be short.
 */
export function leavesHeader(
  { text, replaceAfter }: Insertion,
  hole: Hole,
  { mayEndWithOne = false }: { readonly mayEndWithOne?: boolean } = {},
): boolean {
  if (!rulesOf(hole.language).blockHeader) return false;
  const written = `${hole.lineBefore}${text}${hole.lineAfter.slice(replaceAfter)}`;
  const isBegun = mayEndWithOne || (!isBlank(hole.lineBefore) && !text.includes("\n"));
  const lines = [hole.previousLine, ...written.split("\n")].filter((line) => !isBlank(line));
  return lines.some((line, i) => {
    if (isBegun && i === lines.length - 1) return false;
    return isBareHeader(line, hole) && indentationWidth(lines[i + 1] ?? hole.nextLine) <= indentationWidth(line);
  });
}
