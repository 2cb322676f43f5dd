import { elementAt } from "../../../base/at.ts";
import { noTags } from "../../languages/tags.ts";
import type { Steps } from "../../slices/slices.ts";
import { editDistance } from "../../text/distance.ts";
import { lineEnd, lineStart } from "../../text/lines.ts";
import type { OffsetRange } from "../../text/offsetRange.ts";
import type { Problem } from "../../text/problem.ts";
import { lineAt, linesAround } from "../place.ts";
import { redact } from "../redaction.ts";
import type { Situation } from "../request.ts";
import type { DefinitionPlace, ViewedFile } from "../workspaceView.ts";
import { type ChatContext, type ChatRoom, chatContext, type PromptPart, type Section } from "./chat.ts";
import { enclosing, ruleSections, skeletonSections } from "./target.ts";

const maxDefinitions = 6;
const maxNearMisses = 2;
const maxMisspelling = 2;
const maxEdits = 3;
const linesAroundProblem = 12;

/** A wrong name is one of the names in quotes. */
const quoted = /['"`‘“]([\p{L}_$][\p{L}\p{N}_$]*)['"`’”]/gu;

/**
 * The code around problems, what the names in it stand for, and what is known of it. `range` is
 * what the model shall write again; without it the definition around the first problem is, or the lines.
 */
export function* fixContext(
  situation: Situation,
  problems: readonly [Problem, ...Problem[]],
  others: readonly Problem[],
  room: ChatRoom,
  wanted?: OffsetRange,
): Steps<ChatContext> {
  const { cursor, workspace } = situation;
  const file = workspace.file(cursor.file.path) ?? { ...cursor.file, tags: noTags };
  const range = wanted ?? rangeAround(file, problems[0]);
  const code: PromptPart = { share: 0.5, sections: [codeSection(file, range), ...commentSection(file, range)] };
  const definitions: PromptPart = { share: 0.3, sections: yield* definitionSections(situation, file, range, problems) };
  const known: PromptPart = {
    share: 0.1,
    sections: [
      ...importSection(file),
      ...otherProblems(file, range, others),
      ...editSections(situation),
      ...ruleSections(situation),
    ],
  };
  return yield* chatContext(
    [code, definitions, known],
    [known, definitions, code],
    instructionFor(file, problems, range),
    room,
  );
}

function codeSection({ path, text }: ViewedFile, range: OffsetRange): Section {
  const start = lineStart(text, range.start);
  return { title: "The code to change", path, startLine: lineAt(text, start), text: text.slice(start, range.end) };
}

/** The code's comment, where it stands above the code. There it is no part of what is written again. */
function commentSection({ path, text, tags }: ViewedFile, range: OffsetRange): Section[] {
  const definition = tags.definitions.find(({ start }) => start === range.start);
  if (!definition || definition.docStart === definition.docEnd || definition.docStart >= range.start) return [];
  const { docStart, docEnd } = definition;
  return [
    { title: "The comment above it", path, startLine: lineAt(text, docStart), text: text.slice(docStart, docEnd) },
  ];
}

/** The definitions of names that a problem is about or that stand where it is. */
function* definitionSections(
  situation: Situation,
  file: ViewedFile,
  range: OffsetRange,
  problems: readonly Problem[],
): Steps<readonly Section[]> {
  const named = problems
    .map(({ message, start, end }) => `${namesIn(message).join(" ")} ${file.text.slice(start, end)}`)
    .join(" ");
  const isInside = ({ file: other, definition }: DefinitionPlace) =>
    other.path === file.path && definition.start >= range.start && definition.start < range.end;
  const known = yield* skeletonSections(
    situation,
    file,
    named,
    "What a name in it stands for",
    maxDefinitions,
    isInside,
  );
  yield;
  return [...known, ...problems.flatMap((problem) => nearMisses(situation, problem))];
}

/**
 * The instruction with each problem and the line it is reported for. Small models follow a quotation, and cannot count
 * lines. A problem at the head of a definition is one of the whole definition. With its head quoted they take that for
 * what is wrong.
 */
function instructionFor({ text, tags }: ViewedFile, problems: readonly Problem[], range: OffsetRange): string {
  const isHead = (at: number) =>
    tags.definitions.some(
      ({ start, end, nameStart, nameEnd }) =>
        nameStart <= at && at <= nameEnd && start <= range.start && lineEnd(text, nameEnd) < Math.min(end, range.end),
    );
  return problems
    .map(({ message, code, start }) => {
      const line = redact(text.slice(lineStart(text, start), lineEnd(text, start)).trim());
      const isQuoted = line !== "" && !isHead(start);
      const where = isQuoted ? `\nIt is reported for this line: \`${line.slice(0, maxQuotedCharacters)}\`` : "";
      return `The problem${code ? ` (${code})` : ""}: ${message}${where}`;
    })
    .join("\n\n");
}

const maxQuotedCharacters = 200;

function rangeAround(file: ViewedFile, { start, end }: Problem): OffsetRange {
  const around = enclosing(file, start);
  if (around && around.end >= end) return { start: around.start, end: around.end };
  const above = linesAround(file.text, start, linesAroundProblem, 0);
  return { start: above.start, end: linesAround(file.text, end, 0, linesAroundProblem).end };
}

function namesIn(message: string): string[] {
  return [...message.matchAll(quoted)].map((found) => elementAt(found, 1));
}

/** For a name that is defined nowhere: names in sight that are spelled almost like it. */
function nearMisses({ workspace, cursor }: Situation, problem: Problem): Section[] {
  const own = workspace.file(cursor.file.path);
  const inSight = [cursor.file.path, ...workspace.importsOf(cursor.file.path)].flatMap(
    (path) => workspace.file(path)?.tags.definitions ?? [],
  );
  const imported = own?.tags.imports.flatMap(({ names }) => names.map(({ local }) => local)) ?? [];
  const names = [...new Set([...inSight.map(({ name }) => name), ...imported])].sort();
  return namesIn(problem.message).flatMap((wrong) => {
    if (workspace.definitions(wrong).length > 0) return [];
    const near = names.filter((name) => name !== wrong && editDistance(name, wrong) <= maxMisspelling);
    return near.slice(0, maxNearMisses).map((name) => ({ title: `A name like ${wrong}`, text: name }));
  });
}

function importSection({ path, text, tags }: ViewedFile): Section[] {
  const lines = tags.imports.map(({ start, end }) => text.slice(start, end));
  return lines.length > 0 ? [{ title: "Its imports", path, text: lines.join("\n") }] : [];
}

function otherProblems({ text }: ViewedFile, range: OffsetRange, others: readonly Problem[]): Section[] {
  const near = others.filter(({ start }) => start >= range.start && start < range.end);
  const lines = near.map(({ start, message }) => `line ${lineAt(text, start) + 1}: ${message}`);
  return lines.length > 0 ? [{ title: "Other problems in it", text: lines.join("\n") }] : [];
}

function editSections({ edits, workspace }: Situation): Section[] {
  return edits.slice(0, maxEdits).flatMap(({ path, startLine, endLine }) => {
    const file = workspace.file(path);
    const text = file?.text.split("\n").slice(startLine, endLine).join("\n").trim();
    return text ? [{ title: "Changed a moment ago", path, startLine, text }] : [];
  });
}
