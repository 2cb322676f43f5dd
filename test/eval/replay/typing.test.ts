import { expect, test } from "@jest/globals";
import { keysOf, typed } from "./typing.ts";

const cost = { promptTokens: 100, evaluatedTokens: 2, generatedTokens: 3 };

/** Types a text with an editor that shows these suggestions, by what stands there already. */
function typing(text: string, suggestions: Readonly<Record<string, string>>) {
  return typed(text, async (characters) => ({ text: suggestions[text.slice(0, characters)] ?? null, ...cost }));
}

test("a new line and its indentation are one key", () => {
  expect(keysOf("if a:\n    b")).toBe(7);
});

test("a right suggestion is accepted with one key", async () => {
  const found = await typing("area(circle)", { "area(": "circle)" });
  expect(found).toMatchObject({ keys: 6, neededKeys: 12, accepted: 1, acceptedCharacters: 7, shown: 1, wrong: 0 });
});

test("a wrong suggestion is typed over and counted", async () => {
  expect(await typing("area(circle)", { "area(": "square)" })).toMatchObject({
    keys: 12,
    accepted: 0,
    shown: 1,
    wrong: 1,
  });
});

test("a suggestion that would end inside a word is wrong", async () => {
  expect(await typing("area(circles)", { "area(": "circle" })).toMatchObject({ accepted: 0, wrong: 1 });
});

test("a wrong suggestion that stays while one types along is counted once", async () => {
  const found = await typing("area", { a: "rena", ar: "ena" });
  expect(found).toMatchObject({ shown: 1, wrong: 1 });
});

test("what every key costs is added up", async () => {
  expect(await typing("abc", {})).toMatchObject({
    asked: 3,
    promptTokens: 300,
    evaluatedTokens: 6,
    generatedTokens: 9,
  });
});
