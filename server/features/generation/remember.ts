import type { Cursor } from "../../context/cursor.ts";
import { leastConfidence } from "../../context/memory/confidence.ts";
import { type Evidence, recall } from "../../context/memory/recall.ts";
import { redactAtCursor } from "../../context/redaction.ts";
import { inSlices } from "../../slices/slices.ts";
import { Chronicle, type Fate } from "../../suggestions/fate.ts";
import type { Insertion, ShapedHole } from "../../suggestions/filter.ts";
import { applyFilters } from "../../suggestions/filters.ts";
import type { Trigger } from "../../suggestions/shape.ts";
import type { Session } from "../session.ts";

/** What the workspace remembers at a cursor, fitted to it as a model's text is. */
export type Remembered = {
  readonly suggestion: Insertion;
  /** How likely it is right, from 0 to 1. */
  readonly confidence: number;
  readonly evidence: Evidence;
  readonly fate: Fate;
};

/**
 * The likeliest continuation that passes the filters; undefined where none is likely enough. Takes a few milliseconds,
 * in slices, and asks no model.
 */
export async function remember(
  { contexts }: Pick<Session, "contexts">,
  cursor: Cursor,
  hole: ShapedHole,
  trigger: Trigger,
): Promise<Remembered | undefined> {
  const [before] = redactAtCursor(cursor.before.slice(-cursor.lineBefore.length - 1), cursor.lineAfter);
  if (!cursor.before.endsWith(before)) return undefined;
  for (const { text, confidence, evidence } of await inSlices(recall(contexts.whereabouts(cursor, hole.comments)))) {
    if (trigger === "automatic" && confidence < leastConfidence) return undefined;
    const chronicle = new Chronicle();
    const outcome = applyFilters(text, hole, undefined, chronicle);
    if ("suggestion" in outcome)
      return {
        suggestion: outcome.suggestion,
        confidence,
        evidence,
        fate: chronicle.fate(text, false),
      };
  }
  return undefined;
}
