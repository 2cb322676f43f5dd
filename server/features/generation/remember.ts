import type { LoadedModel } from "../../../models/engine.ts";
import type { Cursor } from "../../context/cursor.ts";
import { leastConfidence } from "../../context/memory/confidence.ts";
import { type Evidence, type Recalled, recall } from "../../context/memory/recall.ts";
import { redactAtCursor } from "../../context/redaction.ts";
import { type LackingImport, typedImports } from "../../edits/imports/typedImport.ts";
import { embeddedModel } from "../../engines/modelPath.ts";
import { noTags } from "../../languages/tags.ts";
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
  readonly evidence: MemoryEvidence;
  readonly fate: Fate;
};

/** What speaks for it: how it stands elsewhere, or the names that an import lacks. */
export type MemoryEvidence = Evidence | Omit<LackingImport, "text">;

/** How the line may go on, by what the workspace knows. */
type Known = Pick<Recalled, "text" | "confidence"> & { readonly evidence: MemoryEvidence };

/** From so much on, three of four are right on the tuning set. A model of half a billion parameters has half of these. */
const surerThanSmallModels = 0.5;

/** From so much on, nine of ten are right there. Of what three of four are right, Qwen2.5-Coder 1.5B has as many. */
const surerThanModels = 0.7;

/** With weights of four to eight bits, below a billion parameters. */
const smallWeightBytes = 8e8;

/** A host is sent so many drafts: the first is right more often than all others together. */
const mostDrafts = 2;

/**
 * How the line goes on elsewhere, and with which names an import at the cursor does, the likeliest first. Takes a few
 * milliseconds, in slices, and asks no model.
 */
export async function recallAt(
  session: Pick<Session, "contexts">,
  cursor: Cursor,
  hole: ShapedHole,
): Promise<readonly Known[]> {
  const [before] = redactAtCursor(cursor.before.slice(-cursor.lineBefore.length - 1), cursor.lineAfter);
  if (!cursor.before.endsWith(before)) return [];
  const imports = await importsAt(session, cursor, hole);
  // What an import lacks is surer than any copy.
  if (imports.length > 0) return imports;
  const { known } = await session.contexts.facts(cursor);
  return await inSlices(recall(session.contexts.whereabouts(cursor, hole.comments, known)));
}

/** The names that an import at the cursor goes on with, because the file uses and lacks them. */
export async function importsAt(
  { contexts }: Pick<Session, "contexts">,
  { file, offset }: Cursor,
  { language }: ShapedHole,
): Promise<readonly Known[]> {
  const { workspace } = contexts.near(file);
  const tags = workspace.file(file.path)?.tags ?? noTags;
  const { path, text } = file;
  const imports = await inSlices(typedImports({ path, text, offset, tags, language }, workspace));
  return imports.map(({ text: rest, ...evidence }, i) => ({
    text: rest,
    confidence: i === 0 ? lackingConfidence : otherModuleConfidence,
    evidence,
  }));
}

/** On the tuning set 118 of 121 are right, typed behind the code that lacks them: `npm run eval:memory -- --imports`. */
const lackingConfidence = 0.95;

/** Where names of several modules are lacking, the one that is used first may not be the one that is typed. */
const otherModuleConfidence = 0.2;

/** The likeliest that passes the filters; undefined where none is as likely as is asked. */
export function bestMemory(
  recalled: readonly Known[],
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
export function draftsOf(recalled: readonly Known[]): readonly string[] {
  return recalled.slice(0, mostDrafts).map(({ text }) => text);
}
