import { readBrackets } from "../../text/brackets.ts";
import type { Ending } from "../filter.ts";

/**
 * Ends before a bracket that closes nothing: neither one the suggestion opened, nor one that is open
 * at the cursor and not closed below its line. What is closed right of the cursor may be closed again,
 * because the suggestion may take that part's place.
 *
 * @example A bracket that closes nothing is not written
 * ```ts
 * const total = │«price + tax);»
 * ```
 * ```ts
 * const total = «price + tax»
 * ```
 */
export const unmatchedClosers: Ending = {
  name: "unmatchedClosers",
  watches: "characters",
  silence: "unmatchedCloser",
  end: ({ start, line, brackets }, hole) => {
    const { unmatched } = readBrackets(line, brackets, hole.comments);
    return unmatched === undefined ? undefined : start + unmatched;
  },
};
