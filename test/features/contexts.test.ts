import { expect, test } from "@jest/globals";
import { Contexts } from "../../server/features/contexts.ts";
import { cursorAt, throwing } from "../context/scene.ts";
import { scriptedModel } from "../scriptedEngine.ts";

const reader = {
  model: scriptedModel,
  answerTokens: 64,
  charactersPerToken: 3.5,
  anew: false,
  idle: false,
  readsSuffixLast: true,
};

test("a prompt that is asked for while the one before is gathered follows on that one", async () => {
  const contexts = new Contexts(() => [], throwing);
  const keys = ["let a│", "let ab│", "let abc│"].map((marked) => contexts.at(cursorAt("a.ts", marked), reader));
  const prompts = await Promise.all(keys);
  expect(prompts.map(({ change }) => change)).toEqual(["first", undefined, undefined]);
});

test("a prompt for a place where the cursor is not yet is not what the next one follows on", async () => {
  const contexts = new Contexts(() => [], throwing);
  await contexts.ahead(cursorAt("a.ts", "let ab│"), reader);
  const { change } = await contexts.at(cursorAt("a.ts", "let a│"), reader);
  expect(change).toBe("first");
});
