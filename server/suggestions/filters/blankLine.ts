import { isBlank } from "../../text/lines.ts";
import type { Ending } from "../filter.ts";

/** Ends a block at its first blank line: what follows is another thought, and rarely a better one. */
export const blankLine: Ending = {
  watches: "lines",
  silence: "nothing",
  end: ({ start, line, lines }) => {
    return isBlank(line) && lines.some((earlier) => !isBlank(earlier)) ? start : undefined;
  },
};
