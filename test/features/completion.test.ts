import { expect, test } from "@jest/globals";
import { CancellationToken, CompletionTriggerKind } from "vscode-languageserver/node";
import type { TriggerMode } from "../../server/config/triggerModes.ts";
import { completion } from "../../server/features/completion.ts";
import { inlineEdit } from "../../server/features/inlineEdit.ts";
import { ScriptedEngine } from "../scriptedEngine.ts";
import { sessionAt } from "../session.ts";

function sessionWith(triggerMode: TriggerMode) {
  const { session, cursor } = sessionAt("const sum = │", new ScriptedEngine("a + b;"));
  const { suggestions, completion: popup } = session.config;
  // The list waits for what this test is about, however busy the machine is.
  const config = {
    ...session.config,
    suggestions: { ...suggestions, triggerMode },
    completion: { ...popup, budgetMs: 10_000 },
  };
  const place = { textDocument: { uri: cursor.file.uri }, position: { line: 0, character: 12 } };
  return { session: { ...session, config }, place };
}

const byHand = CompletionTriggerKind.Invoked;
const byKey = CompletionTriggerKind.TriggerCharacter;

test.each([
  ["automatic", byKey, 1],
  ["manual", byKey, 0],
  ["manual", byHand, 1],
  ["off", byHand, 0],
] as const)(
  "with suggestions %s, a list that is opened in the way %s has %s items of Hearth",
  async (mode, triggerKind, count) => {
    const { session, place } = sessionWith(mode);
    const list = await completion(session, { ...place, context: { triggerKind } }, CancellationToken.None);
    expect(list?.items).toHaveLength(count);
  },
);

test("who wants nothing suggested before a pause longer than the popup's budget has the item after the pause", async () => {
  const { session, place } = sessionWith("automatic");
  const { suggestions, completion: popup } = session.config;
  const config = {
    ...session.config,
    suggestions: { ...suggestions, debounceMs: 1100 },
    completion: { ...popup, budgetMs: 1000 },
  };
  const context = { triggerKind: byKey };
  const list = await completion({ ...session, config }, { ...place, context }, CancellationToken.None);
  expect(list?.items).toHaveLength(1);
});

test.each([
  ["manual", 2, "by hand only"],
  ["off", 1, "nothing is suggested here"],
] as const)(
  "with suggestions %s, a next edit asked for in the way %s is withheld, and it is told why",
  async (mode, triggerKind, why) => {
    const { session, place } = sessionWith(mode);
    const { edits } = await inlineEdit(session, { ...place, context: { triggerKind } }, CancellationToken.None);
    expect(edits).toEqual([]);
    expect(session.nextEditAnswers.last?.silence).toContain(why);
  },
);

test("of a document that is not open it is not said that the settings withhold its next edits", async () => {
  const { session, place } = sessionWith("automatic");
  await inlineEdit(session, { ...place, textDocument: { uri: "file:///elsewhere.ts" } }, CancellationToken.None);
  expect(session.nextEditAnswers.last?.silence).toContain("is not open in the editor");
});
