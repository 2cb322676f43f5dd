import { expect, test } from "@jest/globals";
import { piecesOf } from "../../models/promptPieces.ts";
import { readableExplanation } from "../../server/cli/explanation.ts";
import { answered, silent } from "../../server/features/generation/suggestionAnswer.ts";
import { changesMade } from "../../server/suggestions/fate.ts";
import { ScriptedEngine, scriptedFigures, scriptedModel } from "../scriptedEngine.ts";
import { sessionAt } from "../session.ts";

const insert = (text: string, replaceAfter = 0) => ({ text, replaceAfter });
const fate = {
  written: "a, b);\nsend();\n",
  isUnsure: false,
  end: { name: "singleLine", offset: 6 },
  steps: [
    { filter: "tail", left: insert("a, b);", 1) },
    { filter: "spacing", left: insert("a, b)", 1) },
  ],
};

const prompt = {
  segments: [{ special: "<fim_prefix>" }, { text: "const a = call(" }, { special: "<fim_middle>" }],
  stopTokens: [],
  stopTexts: [],
  begun: "x",
};
const generation = { ...scriptedFigures, text: fate.written, end: "stop" as const, segmentTokens: [1, 5, 1] };

test("a prompt is told in its pieces, each with its tokens, and what is begun has none", () => {
  expect(piecesOf(prompt, generation)).toEqual([
    { special: "<fim_prefix>", tokens: 1 },
    { text: "const a = call(", tokens: 5 },
    { special: "<fim_middle>", tokens: 1 },
    { text: "x", tokens: null },
  ]);
});

test("each ending and filter is told with what it found and what it left", () => {
  expect(changesMade(fate)).toEqual([
    { by: "singleLine", before: insert(fate.written), after: insert("a, b);") },
    { by: "tail", before: insert("a, b);"), after: insert("a, b);", 1) },
    { by: "spacing", before: insert("a, b);", 1), after: insert("a, b)", 1) },
  ]);
});

test("a filter that lets nothing pass is told with its reason", () => {
  const refused = { ...fate, end: null, steps: [{ filter: "prose", silence: "prose" as const }] };
  expect(changesMade(refused)).toEqual([{ by: "prose", before: insert(fate.written), silence: "prose" }]);
});

test("a person reads the prompt, what was written, what was taken of it, and where the time went", () => {
  const { cursor } = sessionAt("const a = call(│)", new ScriptedEngine());
  const outcome = { suggestion: insert("a, b)", 1) };
  const answer = {
    ...answered(outcome, cursor, scriptedModel, null),
    generation,
    fate,
    spans: [
      { phase: "cursor" as const, startMs: 0, ms: 1 },
      { phase: "read" as const, startMs: 1, ms: 9 },
    ],
  };
  const lines = readableExplanation(answer, piecesOf(prompt, generation), false).split("\n");
  expect(lines).toEqual(
    expect.arrayContaining([
      "The prompt: 10 tokens, of which the model read 10",
      "     1  <fim_prefix>",
      "     5  │const a = call(",
      "Written (1 tokens, ended by the model)",
      "  singleLine took the end:",
      "  │send();",
      "  tail left the text as it was, in the place of 1 more behind the cursor",
      "Suggested",
      "  │a, b)",
    ]),
  );
  expect(lines.find((line) => line.startsWith("  read"))).toContain("9.0 ms");
});

test("where nothing is suggested the reason stands in its place", () => {
  expect(readableExplanation(silent("midWord"), undefined, false)).toContain(
    "Nothing is suggested\n  The cursor stands",
  );
});

test("what an ending has cut short is not told as if somebody had called it off", () => {
  const answer = { ...silent("cancelled"), generation: { ...generation, end: "cancelled" as const }, fate };
  expect(readableExplanation(answer, undefined, false)).toContain("ended here, since the suggestion was complete");
});
