import type { CancellationToken } from "vscode-languageserver";
import { languageOf } from "../../../grammars/languages.ts";
import { EngineUnavailable, PromptTooLong } from "../../../models/engine.ts";
import { familyNamed } from "../../../models/families.ts";
import type { EditParts, ExcerptEdit } from "../../../models/family.ts";
import { promptText } from "../../../models/prompt.ts";
import { cursorIn } from "../../context/cursor.ts";
import { hunksOf } from "../../context/recentEdits.ts";
import { redact } from "../../context/redaction.ts";
import { applied } from "../../edits/changes.ts";
import type { SourceFile } from "../../index/sourceFile.ts";
import { syntaxErrors } from "../../languages/parse.ts";
import { parseInSlices } from "../../languages/parseInSlices.ts";
import { lineStarts } from "../../text/lines.ts";
import type { TextChange } from "../../text/textChange.ts";
import type { Session } from "../session.ts";

/** The lines that the model may change, above and below the cursor's, and those that it sees besides. */
const editLines = 10;
const seenLines = 40;

const maxTokens = 512;
const maxMs = 30_000;

/**
 * The edit that a model trained for next edits writes around a cursor, after what was changed before. Undefined where the
 * model is none of these, cannot be asked, wants no edit, or writes one that does not parse or that the user took back. It
 * is asked by hand only: it takes a second or more.
 */
export async function writtenEdit(
  session: Pick<Session, "engine" | "contexts" | "snapshot" | "log"> & {
    readonly nextEditing: Pick<Session["nextEditing"], "undoneIn">;
  },
  file: SourceFile,
  offset: number,
  token: CancellationToken,
): Promise<TextChange | undefined> {
  const { engine, log, nextEditing } = session;
  const { status } = engine;
  const format =
    status.state === "ready" && !status.model.remote ? familyNamed(status.model.family ?? "")?.edit : undefined;
  const parts = format && partsOf(session, file, offset);
  if (!format || !parts) return undefined;
  const { prompt: promptOf, stopTokens, stopTexts, read } = format;
  const prompt = { segments: promptOf(parts), stopTokens, stopTexts };
  log.debug(`a next edit is asked for: ${promptText(prompt).length} characters`);
  const asked = { prompt, priority: "action", subject: `next edit ${file.uri}`, maxTokens, maxMs } as const;
  const generation = await engine
    .generate(asked, () => {}, token)
    .catch((error: unknown) => {
      if (!(error instanceof EngineUnavailable || error instanceof PromptTooLong)) throw error;
      log.info(`no next edit is written: ${error.message}`);
    });
  const edit = generation?.end === "stop" ? read(generation.text, parts) : undefined;
  const change = edit && smallest(file.text, parts, edit);
  if (!change || nextEditing.undoneIn(file.key).some((one) => isUndone(file.text, change, one))) return undefined;
  return (await parses(file, change)) ? change : undefined;
}

type Parts = EditParts & { readonly offset: number };

/** Undefined where a secret would be shown, which could not be put back, or a text looks like the format's own marks. */
function partsOf(
  { contexts, snapshot }: Pick<Session, "contexts" | "snapshot">,
  file: SourceFile,
  offset: number,
): Parts | undefined {
  const { text, path } = file;
  const { workspace, edits } = contexts.situation(cursorIn(snapshot, file, offset));
  const starts = lineStarts(text);
  const line = file.placeOf(offset).point.line;
  const startOf = (number: number) => (number >= starts.length ? text.length : (starts[Math.max(0, number)] ?? 0));
  const from = startOf(line - seenLines);
  const excerpt = text.slice(from, startOf(line + seenLines + 1));
  if (/\r|<\|(?:marker_|user_cursor|cursor)/.test(excerpt) || redact(excerpt) !== excerpt) return undefined;
  const hunks = hunksOf(edits, file, workspace);
  if (hunks.length === 0) return undefined;
  return {
    repository: "",
    path,
    context: [],
    edits: hunks.reverse(),
    offset: from,
    excerpt: {
      text: excerpt,
      startLine: Math.max(0, line - seenLines),
      editStart: startOf(line - editLines) - from,
      editEnd: startOf(line + editLines + 1) - from,
      cursor: offset - from,
    },
  };
}

/** The edit without the lines at its ends that stay. */
function smallest(whole: string, { offset }: Parts, edit: ExcerptEdit): TextChange | undefined {
  let [start, end, text] = [offset + edit.start, offset + edit.end, edit.text];
  if (whole.slice(start, end) === text) return undefined;
  const old = whole.slice(start, end).split(/(?<=\n)/);
  const now = text.split(/(?<=\n)/);
  while (old.length > 0 && now.length > 0 && old[0] === now[0]) {
    start += old.shift()?.length ?? 0;
    now.shift();
  }
  while (old.length > 0 && now.length > 0 && old.at(-1) === now.at(-1)) {
    end -= old.pop()?.length ?? 0;
    now.pop();
  }
  text = now.join("");
  return { start, end, newText: text };
}

function isUndone(text: string, { start, end, newText }: TextChange, one: { before: string; after: string }): boolean {
  return one.before === text.slice(start, end) && one.after === newText;
}

/** There are no more syntax errors than before. */
async function parses({ text, path }: SourceFile, change: TextChange): Promise<boolean> {
  const language = languageOf(path);
  if (!language) return true;
  const after = applied(text, [change]);
  const [old, now] = [await parseInSlices(language, text), await parseInSlices(language, after)];
  return !old || !now || syntaxErrors(now, 0, after.length) <= syntaxErrors(old, 0, text.length);
}
