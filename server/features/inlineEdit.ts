import { CancellationToken } from "vscode-languageserver";
import { errorText } from "../../base/errorText.ts";
import { asOneChange } from "../edits/changes.ts";
import type { SourceFile } from "../index/sourceFile.ts";
import { isPosition } from "../lsp/fromLsp.ts";
import type { InlineEdit, InlineEditParams, InlineEdits } from "../lsp/inlineEdit.ts";
import type { TextChange } from "../text/textChange.ts";
import { errorsBrought } from "./acting/errorsBrought.ts";
import { askedPlace, Course } from "./generation/course.ts";
import type { Timeline } from "./generation/timeline.ts";
import { carriedOnEdit } from "./nextEdits/carriedOnEdit.ts";
import { errorsAmong } from "./nextEdits/errorsReported.ts";
import type { NextEditAnswer } from "./nextEdits/nextEditAnswers.ts";
import type { NextPlace } from "./nextEdits/nextEditing.ts";
import { nextEditsAt, noNextEdits } from "./nextEdits/nextEditsAt.ts";
import { writtenEdit } from "./nextEdits/writtenEdit.ts";
import type { Session } from "./session.ts";
import { whyUnwanted } from "./triggerModeOf.ts";

const unwantedSentences = {
  off: "The settings (suggestions) say that nothing is suggested here.",
  byHandOnly: "The settings (suggestions) say that it is shown by hand only.",
} as const;

/** Editors run it when they have made the edit. */
const accepted = { title: "Accepted", command: "hearth.nextEditAccepted" } as const;

export const noInlineEdits: InlineEdits = { edits: [], others: 0, elsewhere: null };

/** The next place of the change that was made last; notes how that was found. */
export async function inlineEdit(
  session: Session,
  params: InlineEditParams,
  token: CancellationToken,
): Promise<InlineEdits> {
  const { nextEditAnswers, snapshot, suggester } = session;
  const file = snapshot.open.get(params.textDocument.uri);
  const before = nextEditAnswers.last;
  if (!file) return nextPlace(session, params, token, undefined);
  const offset = isPosition(params.position) ? file.offsetAt(params.position) : 0;
  const course = new Course("next edit", askedPlace(file, offset));
  const answer = await nextPlace(session, params, token, course.timeline);
  const { last } = nextEditAnswers;
  // Most editors ask whenever nothing is typed: that nothing follows is no news.
  if (last && last !== before && (last.edit || last.others > 0)) {
    const outcome = last.edit ? "shown" : "elsewhere";
    const message = last.because ?? last.silence ?? undefined;
    suggester.traces.ended(course, { title: last.rule ?? "next edit", outcome, message, text: last.edit?.text });
  }
  return answer;
}

/**
 * The next place of the change that was made last: the nearest in the document, or where to go for it. It waits until
 * typing has settled. One edit and no more: an editor makes at once what it is given, and nobody sees all of it.
 */
async function nextPlace(
  session: Session,
  { textDocument: { uri, version }, position, context }: InlineEditParams,
  token: CancellationToken,
  timeline: Timeline | undefined,
): Promise<InlineEdits> {
  const { snapshot, workspace, nextEditing, nextEditAnswers, suggester, config } = session;
  const asked = snapshot.open.get(uri);
  const silent = (silence: string, others = 0): InlineEdits => {
    const answer = { edit: null, rule: null, because: null, others, silence };
    nextEditAnswers.note(answer, uri, nextEditing.revision, performance.now());
    return { ...noInlineEdits, others };
  };
  if (typeof version === "number" && asked && asked.version !== version) return silent("The editor has another text.");
  const offset = asked && isPosition(position) ? asked.offsetAt(position) : 0;
  const isByHand = context?.triggerKind === 1;
  const unwanted = asked && whyUnwanted(config.suggestions, asked, isByHand);
  if (unwanted) return silent(unwantedSentences[unwanted]);
  if (!isByHand && nextEditAnswers.isPutAway(uri, nextEditing.revision, performance.now()))
    return silent("It was shown for this text, and put away.");
  const told = asked ? errorsAmong(asked, context?.diagnostics) : [];
  const found = await nextEditsAt(session, uri, offset, isByHand ? "alike" : "sure", told, timeline);
  if (token.isCancellationRequested) return noInlineEdits;
  if ("silence" in found) {
    const isWanted = isByHand && found !== noNextEdits;
    const written = isWanted && asked ? await editByModel(session, asked, offset, token) : undefined;
    const isFresh = asked !== undefined && workspace.snapshot().open.get(uri) === asked;
    if (!written || !isFresh) return silent(found.silence);
    return "silence" in written ? silent(written.silence) : shownAsWritten(session, asked, written);
  }
  const file = workspace.snapshot().open.get(uri);
  if (!file || file !== asked) return silent("The text has changed meanwhile.");
  const places = found.places.filter((one) => !nextEditAnswers.isWithdrawn(nextEditing.revision, one));
  if (places.length === 0) return silent("The language server beside Hearth finds an error in each of them.");
  const edit = onNearestLine(file, places);
  if (!edit) {
    const [place] = places;
    const elsewhere = place ? { uri: place.uri, range: place.range } : null;
    return { ...silent("The change belongs in other files only.", places.length - 1), elsewhere };
  }
  const others = places.length - edit.places.length;
  const answer: NextEditAnswer = {
    edit: { uri, start: edit.start, end: edit.end, text: edit.text },
    rule: edit.rule,
    because: edit.because,
    others,
    silence: null,
  };
  nextEditAnswers.note(answer, uri, nextEditing.revision, performance.now());
  suggester.counters.count("nextEditsShown");
  void checkStanding(session, file, edit);
  return { edits: [inlineEditOf(file, edit)], others, elsewhere: null };
}

/** Of a model trained for next edits where there is one, else of the chat model. */
async function editByModel(session: Session, file: SourceFile, offset: number, token: CancellationToken) {
  const own = await writtenEdit(session, file, offset, token);
  return own ?? (token.isCancellationRequested ? undefined : carriedOnEdit(session, file, offset, token));
}

/** An edit that no rule found, and that a model has written. */
function shownAsWritten(session: Session, file: SourceFile, { start, end, newText: text }: TextChange): InlineEdits {
  const { nextEditing, nextEditAnswers, suggester } = session;
  const because = "The model writes it after what was changed before.";
  const edit = { uri: file.uri, start, end, text };
  const answer = { edit, rule: "written by the model", because, others: 0, silence: null };
  nextEditAnswers.note(answer, file.uri, nextEditing.revision, performance.now());
  suggester.counters.count("nextEditsShown");
  return { edits: [inlineEditOf(file, edit)], others: 0, elsewhere: null };
}

/** Nobody waits for what the language server beside Hearth says of it. What brings an error is not shown again. */
async function checkStanding(session: Session, file: SourceFile, edit: JoinedEdit): Promise<void> {
  const { nextEditAnswers, nextEditing, suggester, log } = session;
  const { revision } = nextEditing;
  const { start, end, text: newText, places } = edit;
  try {
    // Errors nearby are what the edit is for: names that were changed elsewhere.
    const errors = await errorsBrought(session, file, { start, end, newText }, 0, CancellationToken.None);
    if (!errors || errors.length === 0 || nextEditing.revision !== revision) return;
    log.info(`a next edit brings an error: ${errors[0]?.message.split("\n")[0]}`);
    nextEditAnswers.withdraw(revision, places);
    suggester.counters.count("withdrawn");
  } catch (error) {
    log.error(`a next edit could not be checked: ${errorText(error)}`);
  }
}

function inlineEditOf(file: SourceFile, { start, end, text }: Pick<JoinedEdit, "start" | "end" | "text">): InlineEdit {
  return {
    text,
    range: { start: file.pointAt(start), end: file.pointAt(end) },
    textDocument: { uri: file.uri, version: file.version },
    command: accepted,
  };
}

/** Places on one line as one edit. */
type JoinedEdit = Pick<NextPlace, "rule" | "because"> & {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly places: readonly NextPlace[];
};

/** The nearest place in a file, together with the others on its line: editors show and make one edit. */
function onNearestLine(file: SourceFile, places: readonly NextPlace[]): JoinedEdit | undefined {
  const own = places.filter(({ uri, version }) => uri === file.uri && version === file.version);
  const [nearest] = own;
  if (!nearest) return undefined;
  const { rule, because } = nearest;
  const line = nearest.range.start.line;
  const isOnLine = ({ range: { start, end } }: NextPlace) => start.line === line && end.line === line;
  const onLine = isOnLine(nearest) ? own.filter(isOnLine) : [nearest];
  const changes = onLine
    .map(({ range, newText }) => ({ start: file.offsetAt(range.start), end: file.offsetAt(range.end), newText }))
    .sort((a, b) => a.start - b.start);
  const change = asOneChange(file.text, changes);
  return change && { ...change, text: change.newText, places: onLine, rule, because };
}
