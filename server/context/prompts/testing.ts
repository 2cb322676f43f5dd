import { posix } from "node:path";
import type { Definition } from "../../languages/tags.ts";
import type { Steps } from "../../slices/slices.ts";
import type { Situation } from "../request.ts";
import { definitionsInside, skeleton } from "../skeleton.ts";
import type { DefinitionPlace, ViewedFile } from "../workspaceView.ts";
import { type ChatContext, type ChatRoom, charactersIn, chatContext, type PromptPart, type Section } from "./chat.ts";
import { calledIn, ruleSections, skeletonSections, usageSections, wholeSection } from "./target.ts";

/** Enough to show what is imported and how a test begins and ends. */
const maxExampleLines = 60;
const maxTypes = 6;
const maxUsages = 3;

/** Where tests are to stand, and by which example. */
type TestPlace = {
  readonly path: string;
  readonly isNew: boolean;
  /** The file they are added to, else a test of other code. */
  readonly example: ViewedFile | undefined;
  /** The framework to use where no example tells. */
  readonly framework: string;
};

/** The code to test, its callees and callers, and a test of this project to write like. */
export function* testContext(
  situation: Situation,
  place: DefinitionPlace,
  test: TestPlace,
  room: ChatRoom,
): Steps<ChatContext> {
  const { file, definition } = place;
  const whole = wholeSection("The code to test", place);
  const isSelf = (other: DefinitionPlace) =>
    other.file.path === file.path && other.definition.start === definition.start;
  const around = holderOf(place);
  const code: PromptPart = { share: 0.5, sections: [...(around ? aroundSections(file, around) : []), whole] };
  const { example, isNew } = test;
  const title = isNew ? "A test of this project" : "The tests there are, which yours are added to";
  const like: PromptPart = {
    share: 0.25,
    sections: example ? [{ title, path: example.path, text: firstLines(example.text) }] : [],
  };
  const called = calledIn(whole.text.slice(0, charactersIn(room)));
  const known: PromptPart = {
    share: 0.2,
    sections: [
      ...(yield* skeletonSections(situation, file, called, "Something it calls", maxTypes, isSelf)),
      ...(yield* usageSections(situation, definition.name, "Used in", maxUsages)),
    ],
  };
  const rules: PromptPart = { share: 0.05, sections: ruleSections(situation) };
  return yield* chatContext([code, like, known, rules], [rules, known, like, code], instructionFor(place, test), room);
}

/** The class or object that a method is part of. */
function holderOf({ file, definition }: DefinitionPlace): Definition | undefined {
  return definition.kind === "method" ? file.tags.definitions[definition.parent] : undefined;
}

/** What a method is part of, and how that is made. */
function aroundSections(file: ViewedFile, around: Definition): Section[] {
  const text = skeleton({ file, definition: around }, new Set());
  const constructing = definitionsInside(file.tags.definitions, around).filter(
    ({ kind, name }) => kind === "constructor" || name === "__init__",
  );
  const made = constructing.map((definition) => wholeSection("How it is made", { file, definition }));
  return [{ title: "What it is part of", path: file.path, text }, ...made];
}

function firstLines(text: string): string {
  return text.split("\n").slice(0, maxExampleLines).join("\n");
}

function instructionFor({ file, definition }: DefinitionPlace, { path, isNew, example, framework }: TestPlace): string {
  const specifier = posix.relative(posix.dirname(path), file.path);
  const from = specifier.startsWith(".") ? specifier : `./${specifier}`;
  const like = example ? "Write them like the tests shown." : `Use ${framework}.`;
  const answer = isNew
    ? `Answer with the whole new file ${path}. The code to test is in ${from}, as seen from there.`
    : `Answer with what is added at the end of ${path}, nothing that is there already. The code to test is in ${from}, as seen from there.`;
  const around = holderOf({ file, definition });
  const name = around ? `${around.name}.${definition.name}` : definition.name;
  return `Write tests for \`${name}\`. ${like}\n${answer}`;
}
