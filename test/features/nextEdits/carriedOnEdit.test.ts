import { expect, test } from "@jest/globals";
import { CancellationToken } from "vscode-languageserver";
import type { Engine } from "../../../models/engine.ts";
import { UnavailableEngine } from "../../../models/unavailable.ts";
import { applied } from "../../../server/edits/changes.ts";
import { inlineEdit } from "../../../server/features/inlineEdit.ts";
import { carriedOnEdit } from "../../../server/features/nextEdits/carriedOnEdit.ts";
import type { Session } from "../../../server/features/session.ts";
import { noEditor } from "../../../server/lsp/editor.ts";
import type { Verifier } from "../../../server/verify/verifier.ts";
import { ScriptedEngine } from "../../scriptedEngine.ts";
import { sessionAt } from "../../session.ts";
import { Answers, fenced } from "../answers.ts";

const before = "let tags: string;\n\nfunction header() {\n  one();\n  return tags;\n}\n";
const now = "let tags: string[];\n\nfunction header() {\n  one();\n  return tags│;\n}\n";
const body = "function header() {\n  one();\n  return tags.join();\n}";

/** A session in which the first line was changed, with the cursor at `│`. */
function changed(engine: Engine, around: Partial<Session> = {}) {
  const { session, cursor } = sessionAt(now, engine);
  const lines = { startLine: 0, endLine: 1, newLines: 1, before, offset: 0 };
  session.contexts.edited(cursor.file, lines);
  return { session: { ...session, ...around }, ...cursor };
}

async function carriedOn(engine: Engine, around: Partial<Session> = {}) {
  const { session, file, offset } = changed(engine, around);
  const change = await carriedOnEdit(session, file, offset, CancellationToken.None);
  return change && !("silence" in change) ? applied(file.text, [change]) : change?.silence;
}

test("the chat model does at the cursor what has to follow, in one edit", async () => {
  const engine = new Answers(fenced(body));
  expect(await carriedOn(engine)).toBe(now.replace("tags│", "tags.join()"));
  expect(engine.asked[0]?.prompt).toMatch(/let tags: string;[\s\S]*let tags: string\[\];/);
});

test("places far from each other come as one edit with the lines between them", async () => {
  const both = body.replace("one();", "one(tags);");
  const { session, file, offset } = changed(new Answers(fenced(both)));
  expect(await carriedOnEdit(session, file, offset, CancellationToken.None)).toMatchObject({
    newText: expect.stringMatching(/^\s*one\(tags.*\n.*tags\.join/),
  });
});

const same = fenced(body.replace(".join()", ""));

test.each([
  ["the model leaves the code as it is", new Answers(same, same), "The model changed nothing."],
  ["the model makes no code of it", new Answers("Nothing has to follow.", "Nothing."), "The answer"],
  ["there is no model", new UnavailableEngine("no model is set"), "No model is set."],
])("where %s, that is the reason", async (_, engine, reason) => {
  expect(await carriedOn(engine)).toMatch(reason);
});

test("while it is written the editor shows that, and its user may cancel it", async () => {
  const steps: (string | undefined)[] = [];
  let cancel = () => {};
  const editor = {
    ...noEditor,
    progress: (title: string, end = () => {}) => {
      cancel = end;
      steps.push(title);
      return (step: { message?: string } | undefined) => {
        steps.push(step?.message);
        if (step?.message === "asks the model") cancel();
      };
    },
  };
  expect(await carriedOn(new Answers(fenced(body)), { editor })).toBe("It was cancelled.");
  expect([steps[0], steps[1], steps.at(-1)]).toEqual(["Hearth: Next edit", "asks the model", undefined]);
});

test("a second one is not asked for while the first is written", async () => {
  const engine = new Answers(fenced(body));
  const { session, file, offset } = changed(engine);
  session.actionLock.begin(file.uri, "Fix");
  const { silence } = (await carriedOnEdit(session, file, offset, CancellationToken.None)) as { silence: string };
  expect(silence).toBe("“Fix” is still at work on this file.");
  expect(engine.asked).toEqual([]);
});

test("an edit that brings an error is not shown", async () => {
  const verifier: Verifier = {
    covers: async () => false,
    verify: async ({ files }) => {
      const brought = files.map(({ uri }) => ({ uri, message: "no such thing", isFault: true, start: 0, end: 1 }));
      return { kind: "told", brought, gone: [], kept: [] };
    },
  };
  expect(await carriedOn(new Answers(fenced(body), fenced(body)), { verifier })).toBe(
    "What the model writes brings “no such thing” (line 1).",
  );
});

test.each([
  [true, 1],
  [false, 0],
])("with next edits switched on (%s) so many models are asked by hand: %d", async (enabled, count) => {
  const engine = new ScriptedEngine(fenced(body));
  const { session, file } = changed(engine);
  const config = { ...session.config, nextEdits: { ...session.config.nextEdits, enabled } };
  const position = { line: 4, character: 10 };
  const params = { textDocument: { uri: file.uri, version: 1 }, position, context: { triggerKind: 1 } };
  await inlineEdit({ ...session, config }, params, CancellationToken.None);
  expect(engine.asked).toHaveLength(count);
});
