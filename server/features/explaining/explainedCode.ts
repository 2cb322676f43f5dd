import { type Code, codeOf } from "../../context/prompts/explain.ts";
import { enclosing } from "../../context/prompts/target.ts";
import type { Situation } from "../../context/request.ts";
import type { ViewedFile } from "../../context/workspaceView.ts";
import { subjectAt } from "../../explanations/subject.ts";
import { noTags } from "../../languages/tags.ts";
import type { Steps } from "../../slices/slices.ts";
import { lineEnd, lineStart } from "../../text/lines.ts";

/**
 * The code to explain for a user who points at the cursor or selected from there up to `end`. It is the selection, else
 * the meaning of the name, else the function or class around. Undefined where there is none of these.
 */
export function* explainedCode(situation: Situation, end: number): Steps<Code | undefined> {
  const { offset: start } = situation.cursor;
  const file = viewed(situation);
  const subject = yield* subjectAt(situation);
  const isName = subject !== undefined && end <= subject.name.end;
  if (end > start && !isName) return selected(file, start, end);
  if (subject?.kind === "symbol") return codeOf(subject.places[0]);
  const around = enclosing(file, start);
  return around && codeOf({ file, definition: around });
}

/** The code that a compiler or linter says something about: the definition around it, else its lines. */
export function problematicCode(situation: Situation, end: number): Code {
  const { offset: start } = situation.cursor;
  const file = viewed(situation);
  const around = enclosing(file, start);
  if (around && around.end >= end) return codeOf({ file, definition: around });
  return { file, start: lineStart(file.text, start), end: lineEnd(file.text, end) };
}

/** A whole definition is one, however much blank was selected with it. */
function selected(file: ViewedFile, start: number, end: number): Code | undefined {
  const text = file.text.slice(start, end);
  const from = start + text.length - text.trimStart().length;
  const to = from + text.trim().length;
  if (from >= to) return undefined;
  const whole = file.tags.definitions.find((one) => one.end === to && (one.start === from || one.docStart === from));
  return whole ? codeOf({ file, definition: whole }) : { file, start: from, end: to };
}

/** The cursor's file as it is in the editor; what it defines where the index has caught up with that. */
function viewed({ cursor, workspace }: Situation): ViewedFile {
  const known = workspace.file(cursor.file.path);
  const { uri, path, text } = cursor.file;
  return known?.text === text ? known : { uri, path, text, tags: noTags };
}
