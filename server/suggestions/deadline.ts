import { Reader } from "./complete.ts";
import type { ShapedHole } from "./filter.ts";
import { applyFilters, type SuggestionOutcome } from "./filters.ts";

/**
 * The best answer at the deadline: the complete lines of the text so far, filtered like a whole text.
 * What goes on being generated begins with the same text, so a later answer only adds to this one.
 */
export function atDeadline(textSoFar: string, hole: ShapedHole): SuggestionOutcome {
  const reader = new Reader(hole);
  if (reader.add(textSoFar)) return applyFilters(textSoFar, hole);
  const lines = reader.completeLines;
  return lines === "" ? { silence: "unfinished" } : applyFilters(lines, hole);
}
