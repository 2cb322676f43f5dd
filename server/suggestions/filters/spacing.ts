import type { Filter } from "../filter.ts";
import { onBlankLine } from "../hole.ts";
import { omittedBlanks, withoutOmitted } from "../omitted.ts";

/**
 * Blanks left of the cursor are not written twice. A suggestion on a blank line begins with a written line.
 *
 * @example A blank is not written twice
 * ```ts
 * const total = │« price * count;»
 * ```
 * ```ts
 * const total = «price * count;»
 * ```
 */
export const spacing: Filter = (suggestion, hole) => {
  if (hole.brackets.inside !== "code") return suggestion;
  const { text } = suggestion;
  if (!onBlankLine(hole)) {
    return omittedBlanks(hole) ? { ...suggestion, text: text.replace(/^[ \t]+/, "") } : suggestion;
  }
  const written = text.replace(/^([ \t]*\n)+/, "");
  return written === text ? suggestion : { ...suggestion, text: withoutOmitted(written, hole.lineBefore) };
};
