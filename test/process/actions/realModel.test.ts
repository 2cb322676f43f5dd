import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type Metadata, type Value, withMetadata } from "../../bench/lib/gguf.ts";
import { capableEditor } from "../../features/acting.ts";
import { chatMl, chatModel } from "../../weights/chatModel.ts";
import { TestUser } from "../environment.ts";
import { ActionEditor } from "./actionEditor.ts";

const code = "function total(price) {\n  return prise│;\n}\n";
const problems = ["Cannot find name 'prise'."];

/** Begins the answer with code, which is what the embedded model can go on with. */
const talkative = chatMl.replace("assistant\\n", "assistant\\nfor i in range(");

const contextTokens = 4096;

let user: TestUser;
let model: string;
beforeAll(() => {
  user = new TestUser();
  model = withRoom(chatModel(user.folder, { template: talkative }));
});
afterAll(() => user[Symbol.dispose]());

/** The embedded model was trained on 512 tokens. A longer prompt makes no more nonsense of what it says. */
function withRoom(path: string): string {
  const length = ({ type }: Value) => ({ type, value: contextTokens });
  const longer = (metadata: Metadata) =>
    new Map([...metadata].map(([key, value]) => [key, key.endsWith(".context_length") ? length(value) : value]));
  writeFileSync(path, withMetadata(readFileSync(path), longer));
  return path;
}

/** An editor whose server has a real model in a real host; it talks, but makes no sense. */
async function opened(maxTokens: number): Promise<ActionEditor> {
  const editor = new ActionEditor(user);
  const settings = { model, gpu: "off", threads: 1, actions: { maxTokens } };
  await editor.initialize({ settings, capabilities: capableEditor });
  await editor.show("file:///project/a.ts", code);
  return editor;
}

test("a real model is loaded, asked and heard, and nothing of its nonsense gets into the file", async () => {
  await using editor = await opened(64);
  await editor.choose(/Fix/, problems);
  await editor.ended();
  await editor.untilHeard(({ method }) => method === "window/showMessage");
  expect(editor.messages[0]).toMatch(/^Hearth: Nothing was changed\. \S.*\.$/);
  expect(editor.progress.map(({ message }) => message)).toContainEqual(expect.stringMatching(/^\d+ tokens?/));
  expect(editor.document.getText()).toBe(code.replace("│", ""));
});

test("a real model stops when the user cancels", async () => {
  await using editor = await opened(2048);
  await editor.choose(/Fix/, problems);
  await editor.untilHeard(() => editor.progress.some(({ message }) => /^\d+ tokens?/.test(message ?? "")));
  await editor.cancel();
  await editor.ended();
  expect([editor.edits, editor.messages]).toEqual([[], []]);
});
