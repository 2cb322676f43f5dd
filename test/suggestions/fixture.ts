import { Reader } from "../../server/suggestions/complete.ts";
import type { Ending, Filter, ShapedHole, SuggestionShape } from "../../server/suggestions/filter.ts";
import { applyFilters, type Pipeline, type SuggestionOutcome } from "../../server/suggestions/filters.ts";
import type { TextAtCursor } from "../../server/suggestions/hole.ts";
import { holeWithId, shapeOf } from "../../server/suggestions/shape.ts";
import { lineEnd, lineStart } from "../../server/text/lines.ts";

/** The place of the `│` in a source text. */
export function placeIn(source: string): TextAtCursor {
  const [before, after] = source.split("│");
  if (before === undefined || after === undefined) throw new Error("the source needs one │");
  const lineBefore = before.slice(lineStart(before, before.length));
  return { before, after, lineBefore, lineAfter: after.slice(0, lineEnd(after, 0)) };
}

export type Options = { readonly language?: string; readonly shape?: SuggestionShape; readonly maxLines?: number };

/** The hole at the `│` in a source text, TypeScript unless said otherwise. */
export function holeIn(source: string, { language = "typescript", shape, maxLines }: Options = {}): ShapedHole {
  const hole = holeWithId(placeIn(source), language);
  return { ...hole, shape: shape ?? shapeOf(hole), maxLines };
}

/** A source with what the model wrote at its cursor: `return │«a + b;»`. */
export function parseFixture(source: string): { readonly source: string; readonly generated: string } {
  const generated = /│«([^»]*)»/.exec(source)?.[1];
  if (generated === undefined) throw new Error("the source needs │«what the model wrote»");
  return { source: source.replace(/│«[^»]*»/, "│"), generated };
}

/** The source as it would stand with the suggestion between «», or the reason for silence. */
export function show(source: string, outcome: SuggestionOutcome): string {
  if ("silence" in outcome) return outcome.silence;
  const [before = "", after = ""] = source.split("│");
  const { text, replaceAfter } = outcome.suggestion;
  return `${before}«${text}»${after.slice(replaceAfter)}`;
}

/** What is shown for a fixture when everything takes part. */
export function suggest(fixture: string, options: Options = {}): string {
  return shownFor(fixture, options, undefined);
}

/** What is shown for a fixture, whose lines may end as they like: models write \n. */
function shownFor(fixture: string, options: Options, pipeline: Pipeline | undefined): string {
  const { source, generated } = parseFixture(fixture);
  const shown = show(source, applyFilters(generated, holeIn(source, options), pipeline));
  const crlf = source.replace(/\r?\n/g, "\r\n");
  const shownInCrlf = show(crlf, applyFilters(generated, holeIn(crlf, options), pipeline));
  if (shownInCrlf.replaceAll("\r\n", "\n") !== shown.replaceAll("\r\n", "\n")) {
    throw new Error(`with CRLF it is another suggestion: ${JSON.stringify(shownInCrlf)}`);
  }
  return shown;
}

/** What is shown for a fixture when only one ending takes part. */
export function suggestWithEnding(ending: Ending, fixture: string, options: Options = {}): string {
  return shownFor(fixture, options, { endings: [ending], filters: [] });
}

/** What is shown for a fixture when only one filter takes part. */
export function suggestWithFilter(filter: Filter, fixture: string, options: Options = {}): string {
  return shownFor(fixture, options, { endings: [], filters: [filter] });
}

/** Whether generation can stop, asked with the growing text of one stream: each piece is read once. */
export function isComplete(hole: ShapedHole): (textSoFar: string) => boolean {
  const reader = new Reader(hole);
  let length = 0;
  return (textSoFar) => {
    const piece = textSoFar.slice(length);
    length = textSoFar.length;
    return reader.add(piece);
  };
}
