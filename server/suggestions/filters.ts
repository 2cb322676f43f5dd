import { isDeepStrictEqual } from "node:util";
import { isBlank } from "../text/lines.ts";
import { Reader } from "./complete.ts";
import { endings as allEndings } from "./endings.ts";
import type { Witness } from "./fate.ts";
import type { Ending, Filter, Insertion, ShapedHole } from "./filter.ts";
import { indentation } from "./filters/indentation.ts";
import { neighbours } from "./filters/neighbours.ts";
import { prose } from "./filters/prose.ts";
import { redacted } from "./filters/redacted.ts";
import { repetition } from "./filters/repetition.ts";
import { spacing } from "./filters/spacing.ts";
import { syntaxFilter } from "./filters/syntax.ts";
import { tail } from "./filters/tail.ts";
import { unreachable } from "./filters/unreachable.ts";
import type { NoSuggestionReason } from "./noSuggestionReason.ts";

/**
 * The filters change or refuse a text that has been read to its end. Their order matters. What is not code goes first.
 * Then the text is fitted to what stands left and right of it. The rest must see it as it will stand in the file.
 * Parsing costs most and sees the final text.
 */
export const filters: readonly Filter[] = [
  prose,
  redacted,
  spacing,
  tail,
  neighbours,
  repetition,
  unreachable,
  indentation,
  syntaxFilter,
];

/** The suggestion to show for a generated text, or why there is nothing. */
export type SuggestionOutcome = { readonly suggestion: Insertion } | { readonly silence: NoSuggestionReason };

/** Which endings and filters take part: all, except where the worth of one is measured. */
export type Pipeline = {
  readonly endings: readonly Ending[];
  readonly filters: readonly Filter[];
};

/**
 * The suggestion in a generated text. Depends on nothing else: the same text leaves the same suggestion. `witness` hears
 * of each ending and filter that had a hand in it.
 */
export function applyFilters(
  generated: string,
  hole: ShapedHole,
  pipeline: Pipeline = { endings: allEndings, filters },
  witness?: Witness,
): SuggestionOutcome {
  const reader = new Reader(hole, pipeline.endings);
  reader.add(generated);
  const end = reader.finish();
  if (end) witness?.ended(end);
  const read = reader.text.slice(0, end?.offset);
  if (isBlank(read)) return { silence: end?.silence ?? "nothing" };
  let suggestion: Insertion = {
    text: isBlank(hole.lineAfter) ? read.trimEnd() : read,
    replaceAfter: 0,
  };
  for (const filter of pipeline.filters) {
    const result = filter(suggestion, hole);
    if (typeof result === "string") {
      witness?.filtered({ filter: filter.name, silence: result });
      return { silence: result };
    }
    if (!isDeepStrictEqual(result, suggestion)) witness?.filtered({ filter: filter.name, left: result });
    suggestion = result;
  }
  return { suggestion };
}
