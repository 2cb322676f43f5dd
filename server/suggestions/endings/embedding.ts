import { type Ending, writtenLine } from "../filter.ts";

/**
 * Ends before the line that closes the fence, script or style which the cursor is in, where the file closes it.
 *
 * @example The fence is closed already
 * ```markdown
 * ~~~text
 * │«price
 * ~~~
 * More of it.»
 * ~~~
 * ```
 * ```markdown
 * ~~~text
 * «price»
 * ~~~
 * ```
 */
export const embedding: Ending = {
  name: "embedding",
  watches: "lines",
  silence: "outOfScope",
  end: (reading, hole) => (hole.embeddingBegins?.test(writtenLine(reading, hole)) ? reading.start : undefined),
};
