import { readBrackets } from "../text/brackets.ts";
import { isBlank } from "../text/lines.ts";
import { Reader } from "./complete.ts";
import type { Witness } from "./fate.ts";
import type { ShapedHole } from "./filter.ts";
import { applyFilters, type Pipeline, type SuggestionOutcome } from "./filters.ts";

/**
 * The part to show of a text that was cut off at a limit, of tokens or of time. The place where its last token ended
 * does not matter. Of several lines the complete ones are shown. Of one line its complete elements are shown, or its
 * complete words in a string or comment.
 */
export function cutOff(text: string, hole: ShapedHole, pipeline?: Pipeline, witness?: Witness): SuggestionOutcome {
  const reader = new Reader(hole);
  if (reader.add(text)) return applyFilters(text, hole, pipeline, witness);
  const whole = isBlank(reader.completeLines) ? wholeElements(reader.text, hole) : reader.completeLines;
  return isBlank(whole) ? { silence: "unfinished" } : applyFilters(whole, hole, pipeline, witness);
}

/** The text up to the last comma that belongs to no bracket left open by the text. It is "" where there is none. */
function wholeElements(text: string, hole: ShapedHole): string {
  const from = { ...hole.brackets, open: hole.unclosed };
  if (readBrackets(text, from, hole.comments).unmatched !== undefined) return text;
  if (hole.brackets.inside !== "code") return text.replace(/\s*\S*$/, "");
  for (let at = text.lastIndexOf(","); at > 0; at = text.lastIndexOf(",", at - 1)) {
    const { open, inside } = readBrackets(text.slice(0, at), from, hole.comments);
    if (inside === "code" && open.length <= hole.unclosed.length) return text.slice(0, at);
  }
  return "";
}
