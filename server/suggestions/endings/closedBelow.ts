import { goesOnBelow } from "../../text/brackets.ts";
import { longEnds } from "../../text/inside.ts";
import type { Ending, ShapedHole } from "../filter.ts";

/**
 * Ends before what would close the string or comment around the cursor, where a line below closes it. There the text
 * has come to where the file takes over. Brackets are `unmatchedClosers`' concern.
 *
 * @example What would close the docstring is left to the file
 * ```py
 * def tax(price):
 *     """
 *     │«Returns the tax.
 *     """
 *     return 1»
 *     """
 *     return price * 0.2
 * ```
 * ```py
 * def tax(price):
 *     """
 *     «Returns the tax.»
 *     """
 *     return price * 0.2
 * ```
 */
export const closedBelow: Ending = {
  name: "closedBelow",
  watches: "characters",
  silence: "lineComplete",
  end: ({ start, line, brackets }, hole) => {
    const { inside } = hole.brackets;
    const closer = longEnds[inside];
    if (closer === undefined || brackets.inside !== inside || !isClosedBelow(closer, hole)) return undefined;
    const at = line.search(new RegExp(`(?<!\\\\)${closer.trim().replace(/[*)\]]/g, "\\$&")}`));
    return at < 0 ? undefined : start + at;
  },
};

/**
 * True if the file closes the string or comment on a line below. Marks that both open and close do so if there are an
 * odd number of them. A comment is closed if it ends before another begins.
 */
function isClosedBelow(closer: string, { lineAfter, nearBelow, brackets }: ShapedHole): boolean {
  if (lineAfter.includes(closer) || !goesOnBelow(brackets.inside, nearBelow, brackets.indent)) return false;
  if (closer !== "*/") return nearBelow.split(closer).length % 2 === 0;
  const [end, begin] = [nearBelow.indexOf("*/"), nearBelow.indexOf("/*")];
  return end >= 0 && (begin < 0 || end < begin);
}
