import { expect, test } from "@jest/globals";
import { CancellationToken } from "vscode-languageserver";
import { PromptTooLong } from "../../../models/engine.ts";
import { generate } from "../../../server/features/generation/generate.ts";
import { writtenEdit } from "../../../server/features/nextEdits/writtenEdit.ts";
import { ScriptedEngine, scriptedModel } from "../../scriptedEngine.ts";
import { sessionAt } from "../../session.ts";

const before = "const net2 = 1;\nshow(net2);\nrun();\n";
const now = "const gross = 1;\nshow(n│et2);\nrun();\n";

/** What a model writes after the first line was changed, and what it was asked. */
async function written(
  answer: string | Promise<string>,
  { family = "sweep", text = now, undone = [] as Undone[] } = {},
) {
  const engine = new ScriptedEngine(answer);
  engine.status = { state: "ready", model: { ...scriptedModel, family } };
  const { session, cursor } = sessionAt(text, engine);
  const { file, offset } = cursor;
  session.contexts.edited(file, { startLine: 0, endLine: 1, newLines: 1, before, offset: 0 });
  const nextEditing = { undoneIn: () => undone };
  const change = await writtenEdit({ ...session, nextEditing }, file, offset, CancellationToken.None);
  return { change, prompts: engine.asked.map(({ prompt }) => prompt), start: file.text.indexOf("show") };
}

test("a model for next edits fills no holes, which is said", async () => {
  const model = { ...scriptedModel, name: "Sweep 1.5B", family: "sweep" };
  const engine = new ScriptedEngine("run();");
  const { session, cursor } = sessionAt(now, engine);
  const limits = { maxTokens: 9, maxMs: 1000, priority: "typing" } as const;
  await expect(generate(session, cursor, model, limits, () => {}, CancellationToken.None)).rejects.toThrow(
    'the model "Sweep 1.5B" writes next edits, when they are asked for by hand',
  );
  expect(engine.asked).toEqual([]);
});

type Undone = { readonly key: string; readonly before: string; readonly after: string };

test("a model for next edits writes what follows from a change, and no more of it than differs", async () => {
  const { change, prompts, start } = await written("show(gross);\nrun();\n");
  expect(change).toEqual({ start, end: start + "show(net2);\n".length, newText: "show(gross);\n" });
  expect(prompts[0]).toContain("original:\nconst net2 = 1;\nupdated:\nconst gross = 1;\n");
});

test.each([
  ["an answer that changes nothing", "show(net2);\nrun();\n", {}],
  ["one that does not parse", "show(gross;\nrun();\n", {}],
  [
    "one that was taken back",
    "show(gross);\nrun();\n",
    { undone: [{ key: "a.ts", before: "show(net2);\n", after: "show(gross);\n" }] },
  ],
])("nothing comes of %s", async (_, answer, around) => {
  expect((await written(answer, around)).change).toBeUndefined();
});

test("a model that has no room for what it would be shown writes none", async () => {
  const tooLong = Promise.reject(new PromptTooLong(5000, 4096));
  expect((await written(tooLong)).change).toBeUndefined();
});

test.each([
  ["that is not made for it", { family: "hearth" }],
  ["of a text with the format's own marks in it", { text: now.replace("run", "/* <|marker_1|> */ run") }],
  ["of a text with a secret in it", { text: now.replace("run()", `run("ghp_${"a1B2c3D4e5F6".repeat(3)}")`) }],
])("no model is asked %s", async (_, around) => {
  const { change, prompts } = await written("show(gross);\nrun();\n", around);
  expect([change, prompts]).toEqual([undefined, []]);
});
