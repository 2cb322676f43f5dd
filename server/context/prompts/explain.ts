import type { Definition } from "../../languages/tags.ts";
import type { Steps } from "../../slices/slices.ts";
import { lineAt } from "../place.ts";
import type { Situation } from "../request.ts";
import { signature } from "../skeleton.ts";
import { usedAs } from "../uses.ts";
import type { DefinitionPlace, ViewedFile } from "../workspaceView.ts";
import { type ChatContext, type ChatRoom, charactersIn, chatContext, type PromptPart, type Section } from "./chat.ts";
import {
  calledIn,
  enclosing,
  identifierAt,
  isTest,
  ownOutline,
  placesOf,
  skeletonSections,
  usageSections,
} from "./target.ts";
import { testSections } from "./tests.ts";

const maxTypes = 4;
const maxCallees = 8;
const maxUsages = 2;
const maxTests = 2;

/** Code that somebody wants to understand, and the definition that it is all of, if it is one. */
export type Code = {
  readonly file: ViewedFile;
  readonly start: number;
  readonly end: number;
  readonly definition?: Definition;
};

/** The subject of a question that points at a name: what it stands for, else what it stands in. */
export function explainedPlace(situation: Situation): DefinitionPlace | undefined {
  const { cursor, workspace } = situation;
  const file = workspace.file(cursor.file.path);
  if (!file) return undefined;
  const [place] = placesOf(situation, file, identifierAt(file.text, cursor.offset));
  const around = enclosing(file, cursor.offset);
  return place ?? (around && { file, definition: around });
}

/** A definition with its comment. */
export function codeOf({ file, definition }: DefinitionPlace): Code {
  const { docStart, docEnd, start, end } = definition;
  return { file, definition, start: docStart < docEnd ? Math.min(docStart, start) : start, end };
}

/**
 * The whole of the explained code, and what a reader would look up to understand it. Its users and tests come with it.
 */
export function* explainContext(
  situation: Situation,
  code: Code,
  instruction: string,
  room: ChatRoom,
): Steps<ChatContext> {
  const { file, definition, start, end } = code;
  const text = file.text.slice(start, end);
  const whole: Section = { title: "The code to explain", path: file.path, startLine: lineAt(file.text, start), text };
  const isInside = (other: DefinitionPlace) =>
    other.file.path === file.path && other.definition.start >= start && other.definition.start < end;
  const head = definition ? signature(file.text, definition) : text;
  const types = yield* skeletonSections(situation, file, head, "A type it uses", maxTypes, isInside);
  const called = calledIn(text.slice(0, charactersIn(room)));
  const callees = yield* skeletonSections(situation, file, called, "Something it calls", maxCallees, isInside);
  const used = definition && usedAs(file, definition);
  const users = used ? yield* usageSections(situation, used.name, "Used in", maxUsages * 2) : [];
  const tests = used ? yield* testSections(situation, { file, definition: used }, "A test of it", maxTests) : [];
  yield;
  const outline = ownOutline(file, definition);
  const body: PromptPart = { share: 0.55, sections: [whole] };
  const lookedUp: PromptPart = { share: 0.2, sections: [...types, ...callees] };
  const tested: PromptPart = { share: 0.1, sections: tests };
  const usages: PromptPart = { share: 0.1, sections: users.filter(({ path }) => !isTest(path)).slice(0, maxUsages) };
  const rest: PromptPart = {
    share: 0.05,
    sections: outline ? [{ title: "Beside it in its file", path: file.path, text: outline }] : [],
  };
  return yield* chatContext(
    [body, lookedUp, tested, usages, rest],
    [rest, lookedUp, usages, tested, body],
    instruction,
    room,
  );
}
