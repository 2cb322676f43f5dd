import { noBrackets, readBrackets } from "../../text/brackets.ts";
import { isBlank } from "../../text/lines.ts";
import type { Ending, Reading, ShapedHole } from "../filter.ts";

/**
 * Ends before a bracket that closes nothing. It may close one that the suggestion opened. It may also close one that is
 * open at the cursor and not closed below its line. What is closed right of the cursor may be closed again, because the
 * suggestion may take that part's place.
 *
 * A line that closes a block and begins the next, `} else {`, leaves as much open as there was. It stands whole where
 * one line is asked for. So does one that closes what it has opened itself, `(load)(`.
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
  end: (reading, hole) => {
    const { start, line, brackets, complete } = reading;
    const { unmatched } = readBrackets(line, brackets, hole.comments);
    if (unmatched === undefined) return undefined;
    const mayStand =
      isOnlyLine(reading, hole) &&
      (beginsWith(line, unmatched, hole) ? mayOpenAgain.test(line.slice(unmatched)) : closesOwn(line, unmatched, hole));
    if (mayStand && !complete) return undefined;
    return start + (mayStand && opensAgain(line, unmatched, hole) ? line.length : unmatched);
  },
};

function isOnlyLine({ lines }: Reading, { shape }: ShapedHole): boolean {
  return shape === "line" && lines.length === 0;
}

function beginsWith(line: string, closer: number, { lineBefore }: ShapedHole): boolean {
  return isBlank(lineBefore + line.slice(0, closer));
}

/** True if a line closes what it has opened itself. The bracket below then closes what it opens again: `(load)(`. */
function closesOwn(line: string, closer: number, { lineBefore, comments }: ShapedHole): boolean {
  return readBrackets(lineBefore, noBrackets, comments).open.at(-1)?.close === line[closer];
}

/** A closer, and the beginning of what goes on behind it. */
const mayOpenAgain = /^[)\]}](?:$|,?\s*$|,\s*[[{(]|\s*[a-z])/;

/** True if a line opens one bracket behind a closer, of the same kind, and nothing else. The line ends with it. */
function opensAgain(line: string, closer: number, { comments }: ShapedHole): boolean {
  const { open, unmatched } = readBrackets(line, noBrackets, comments, closer + 1);
  return unmatched === undefined && open.length === 1 && open[0]?.close === line[closer] && /[([{]\s*$/.test(line);
}
