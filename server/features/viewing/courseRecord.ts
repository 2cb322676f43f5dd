import type { PromptPiece } from "../../../models/promptPieces.ts";
import type { RequestRecord } from "../../../models/requestRecord.ts";
import type { Trace } from "../../../models/trace.ts";
import { redact } from "../../context/redaction.ts";
import type { Asked, Course, CourseEnd } from "../generation/course.ts";

/**
 * All of how an action, an explanation or a next edit came to be. Where the model was asked again, what it was told last
 * has its earlier answers in it.
 */
export function courseRecord(id: number, { place, asked }: Course, end: CourseEnd, trace: Trace): RequestRecord {
  const last = asked.at(-1);
  const clean = (text: string | undefined) => (text === undefined ? null : redact(text));
  return {
    ...trace,
    id,
    title: redact(end.title),
    path: place.path,
    model: last?.model.name ?? null,
    prompt: last ? conversation(last) : [],
    omitted: [],
    written: clean(last?.generation.text),
    end: last?.generation.end ?? null,
    isUnsure: false,
    changes: [],
    suggested: clean(end.text),
    message: clean(end.message),
    memory: null,
  };
}

/** What a model was told, in its order. Nobody counts the tokens of the parts. Code is redacted already. */
function conversation({ system, context: { sections, instruction }, since }: Asked): readonly PromptPiece[] {
  const piece = (source: string, text: string, path = ""): PromptPiece => ({
    text,
    tokens: null,
    from: { source, path },
  });
  return [
    piece("system", system),
    ...sections.map(({ title, path, text }) => piece("shown", text, path ? `${title} (${path})` : title)),
    piece("instruction", redact(instruction)),
    ...since.map(({ role, text }) => piece(role, redact(text))),
  ];
}
