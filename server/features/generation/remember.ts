import type { LoadedModel } from "../../../models/engine.ts";
import type { Cursor } from "../../context/cursor.ts";
import { leastConfidence } from "../../context/memory/confidence.ts";
import { type Evidence, type Recalled, recall } from "../../context/memory/recall.ts";
import { redactAtCursor } from "../../context/redaction.ts";
import { embeddedModel } from "../../engines/modelPath.ts";
import { inSlices } from "../../slices/slices.ts";
import { Chronicle, type Fate } from "../../suggestions/fate.ts";
import type { Insertion, ShapedHole } from "../../suggestions/filter.ts";
import { applyFilters } from "../../suggestions/filters.ts";
import type { Session } from "../session.ts";

/** What the workspace remembers at a cursor, fitted to it as a model's text is. */
export type Remembered = {
  readonly suggestion: Insertion;
  /** How likely it is right, from 0 to 1. */
  readonly confidence: number;
  readonly evidence: Evidence;
  readonly fate: Fate;
};

/** From so much on, three of four are right on the tuning set. A model of half a billion parameters has half of these. */
const surerThanSmallModels = 0.5;

/** From so much on, nine of ten are right there. Of what three of four are right, Qwen2.5-Coder 1.5B has as many. */
const surerThanModels = 0.7;

/** With weights of four to eight bits, below a billion parameters. */
const smallWeightBytes = 8e8;

/** A host is sent so many drafts: the first is right more often than all others together. */
const mostDrafts = 2;

/** How the line goes on elsewhere, the likeliest first. Takes a few milliseconds, in slices, and asks no model. */
export async function recallAt(
  { contexts }: Pick<Session, "contexts">,
  cursor: Cursor,
  hole: ShapedHole,
): Promise<readonly Recalled[]> {
  const [before] = redactAtCursor(cursor.before.slice(-cursor.lineBefore.length - 1), cursor.lineAfter);
  if (!cursor.before.endsWith(before)) return [];
  return await inSlices(recall(contexts.whereabouts(cursor, hole.comments)));
}

/** The likeliest that passes the filters; undefined where none is as likely as is asked. */
export function bestMemory(
  recalled: readonly Recalled[],
  hole: ShapedHole,
  leastConfidence: number,
): Remembered | undefined {
  for (const { text, confidence, evidence } of recalled) {
    if (confidence < leastConfidence) return undefined;
    const chronicle = new Chronicle();
    const outcome = applyFilters(text, hole, undefined, chronicle);
    if ("suggestion" in outcome)
      return { suggestion: outcome.suggestion, confidence, evidence, fate: chronicle.fate(text, false) };
  }
  return undefined;
}

/** How likely a memory must be right to be shown before the model is heard; without a model, to be shown at all. */
export function confidenceBefore(model: LoadedModel | null): number {
  // The model that comes with Hearth has 3.5 % of lines right, and the memory several times as many.
  if (model === null || model.isMemory || model.path === embeddedModel) return leastConfidence;
  return (model.weightBytes ?? Number.POSITIVE_INFINITY) < smallWeightBytes ? surerThanSmallModels : surerThanModels;
}

/** Texts for the model to verify instead of writing them token by token. */
export function draftsOf(recalled: readonly Recalled[]): readonly string[] {
  return recalled.slice(0, mostDrafts).map(({ text }) => text);
}
