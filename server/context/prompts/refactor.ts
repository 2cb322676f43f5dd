import type { Steps } from "../../slices/slices.ts";
import { indentationOf, lineStart } from "../../text/lines.ts";
import { importedOutlines } from "../outline.ts";
import { lineAt, linesAround } from "../place.ts";
import type { Situation } from "../request.ts";
import type { DefinitionPlace, ViewedFile } from "../workspaceView.ts";
import { type ChatContext, type ChatRoom, charactersIn, chatContext, type PromptPart, type Section } from "./chat.ts";
import { calledIn, ruleSections, skeletonSections, usageSections } from "./target.ts";

const maxUsages = 6;
const maxCallees = 6;
const linesBeside = 12;

/** Code to be written again. */
type Change = {
  readonly file: ViewedFile;
  readonly start: number;
  readonly end: number;
  /** The definition that is changed, if it is all of one: who uses it is shown. */
  readonly definition?: DefinitionPlace["definition"];
  readonly instruction: string;
  /** Other needs of this change; they stand before the code. */
  readonly beside?: readonly Section[];
};

/** The definition to change with its comment, whole; who calls it and what it calls, so that neither breaks. */
export function refactorContext(
  situation: Situation,
  place: DefinitionPlace,
  instruction: string,
  room: ChatRoom,
): Steps<ChatContext> {
  const { file, definition } = place;
  const start =
    definition.docStart < definition.docEnd ? Math.min(definition.docStart, definition.start) : definition.start;
  return changeContext(situation, { file, start, end: definition.end, definition, instruction }, room);
}

/** The code to change, whole; of a definition who uses it, of anything else what stands around it. */
export function* changeContext(situation: Situation, change: Change, room: ChatRoom): Steps<ChatContext> {
  const { file, definition, instruction, beside = [] } = change;
  const whole = changedSection(change);
  const isSelf = (other: DefinitionPlace) =>
    other.file.path === file.path && other.definition.start === definition?.start;
  const code: PromptPart = { share: 0.5, sections: [whole] };
  const needed: PromptPart = { share: 0.15, sections: beside };
  const callers: PromptPart = {
    share: 0.15,
    sections: definition ? yield* usageSections(situation, definition.name, "A caller", maxUsages, 2) : around(change),
  };
  const called = calledIn(whole.text.slice(0, charactersIn(room)));
  const callees: PromptPart = {
    share: 0.15,
    sections: [
      ...(yield* skeletonSections(situation, file, called, "Something it calls", maxCallees, isSelf)),
      ...(definition ? sameNames(situation, { file, definition }) : []),
    ],
  };
  yield;
  const stable: PromptPart = {
    share: 0.05,
    sections: [
      ...ruleSections(situation),
      ...importedOutlines(situation).map(({ path, text }) => ({ title: "An imported file", path, text })),
    ],
  };
  return yield* chatContext(
    [code, needed, callers, callees, stable],
    [stable, callees, callers, needed, code],
    instruction,
    room,
  );
}

/** From the start of its line on, where only blanks stand before it: later lines are indented like that. */
function changedSection({ file: { path, text }, start, end }: Change): Section {
  const line = lineStart(text, start);
  const before = text.slice(line, start);
  const from = indentationOf(before) === before ? line : start;
  return { title: "The code to change", path, startLine: lineAt(text, from), text: text.slice(from, end) };
}

function around({ file: { path, text }, start, end }: Change): Section[] {
  const above = linesAround(text, start, linesBeside, 0).start;
  const below = linesAround(text, end, 0, linesBeside).end;
  const shown = text.slice(above, below);
  return shown.length > end - start
    ? [{ title: "Where it stands", path, startLine: lineAt(text, above), text: shown }]
    : [];
}

/** Methods of the same name, which the changed one may override or be overridden by. */
function sameNames({ workspace }: Situation, { file, definition }: DefinitionPlace): Section[] {
  if (definition.parent < 0) return [];
  return workspace
    .definitions(definition.name)
    .filter((other) => other.file.path !== file.path || other.definition.start !== definition.start)
    .slice(0, 2)
    .map((other) => ({
      ...changedSection({ ...other.definition, file: other.file, instruction: "" }),
      title: "The same name elsewhere",
    }));
}
