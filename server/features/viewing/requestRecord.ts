import type { RequestRecord } from "../../../models/requestRecord.ts";
import { redact } from "../../context/redaction.ts";
import { changesMade } from "../../suggestions/fate.ts";
import type { Insertion } from "../../suggestions/filter.ts";
import type { AnswerSeen } from "../generation/suggester.ts";
import { promptOrigins } from "./promptOrigins.ts";

/** Of what was left out, more is not looked at. */
const mostOmitted = 20;

/**
 * All of how an answer came to be. What a model wrote may repeat a secret of the workspace's, so it is redacted as
 * prompts are; a prompt is so already.
 */
export function requestRecord(id: number, { cursor, answer, trace, landed }: AnswerSeen): RequestRecord {
  const { model, context, fate, generation, memory, message, suggestion } = answer;
  const clean = ({ text, replaceAfter }: Insertion) => ({ text: redact(text), replaceAfter });
  const [change] = suggestion?.changes ?? [];
  return {
    ...trace(),
    id,
    title: null,
    path: cursor.file.path,
    model: landed ? (model?.name ?? null) : null,
    prompt: landed && model ? promptOrigins(landed.context, model, landed.generation) : [],
    omitted: (context?.omitted ?? []).slice(0, mostOmitted).map(({ reason: _, terms: __, ...piece }) => piece),
    written: fate && redact(fate.written),
    end: generation?.end ?? null,
    isUnsure: fate?.isUnsure ?? false,
    changes: fate
      ? changesMade(fate).map(({ by, before, ...made }) => {
          const known = { by, before: clean(before) };
          return "after" in made ? { ...known, after: clean(made.after) } : { ...known, silence: made.silence };
        })
      : [],
    suggested: change ? redact(change.text) : null,
    message,
    memory: memory && { path: memory.path, confidence: memory.confidence },
  };
}
