import { readFileSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { CancellationToken, CancellationTokenSource } from "vscode-languageserver/node";
import { EngineUnavailable, type GenerateRequest, type LoadedModel } from "../../models/engine.ts";
import { EngineClient } from "../../models/local/client.ts";
import type { HostReport } from "../../models/local/protocol.ts";
import { defaultConfig } from "../../server/config/config.ts";
import { onLinux } from "../systems.ts";
import { until } from "../until.ts";
import { chatModel } from "../weights/chatModel.ts";
import { ProcessEditor, unfinished } from "./editor.ts";
import { asUser, cpu, loaded } from "./engines.ts";
import { TestUser } from "./environment.ts";

let user: TestUser;
beforeEach(() => {
  user = new TestUser();
});
afterEach(() => user[Symbol.dispose]());

async function ready(model: string): Promise<{ engine: EngineClient; model: LoadedModel } & Disposable> {
  using _ = asUser(user);
  const engine = new EngineClient(cpu({ ...defaultConfig, model }), "test", () => {});
  return { engine, model: await loaded(engine), [Symbol.dispose]: () => engine.dispose() };
}

const question = (text: string): GenerateRequest => ({
  prompt: { messages: [{ role: "user", text }], answerStart: "for i in range(", stopTexts: [] },
  priority: "action",
  subject: "chat",
  maxTokens: 40,
  maxMs: 60_000,
});

test("a model with a chat template answers a conversation, piece by piece", async () => {
  using it = await ready(chatModel(user.folder));
  expect(it.model).toMatchObject({ chat: true, family: "hearth" });
  const pieces: string[] = [];
  const { text } = await it.engine.generate(question("Count."), (piece) => pieces.push(piece), CancellationToken.None);
  expect(pieces.length).toBeGreaterThan(1);
  expect(pieces.join("")).toBe(text);
});

test("an answer can be cancelled, and says what there was by then", async () => {
  using it = await ready(chatModel(user.folder));
  const cancel = new CancellationTokenSource();
  const { text, end } = await it.engine.generate(question("Count."), () => cancel.cancel(), cancel.token);
  expect(end).toBe("cancelled");
  expect(text).not.toBe("");
});

test("a model that was taught code only refuses a conversation in one sentence", async () => {
  using it = await ready("embedded");
  expect(it.model.chat).toBe(false);
  const answer = it.engine.generate(question("Count."), () => {}, CancellationToken.None);
  await expect(answer).rejects.toThrow(EngineUnavailable);
  await expect(answer).rejects.toThrow("was not taught to hold conversations");
});

test("a template that cannot be used makes a model one that was taught code only", async () => {
  using it = await ready(chatModel(user.folder, { template: "{% for %}" }));
  expect(it.model).toMatchObject({ chat: false, family: "hearth" });
});

test("a model that only holds conversations is served for that", async () => {
  using it = await ready(chatModel(user.folder, { name: "talker" }));
  expect(it.model).toMatchObject({ chat: true, family: null });
  const { generatedTokens } = await it.engine.generate(question("Count."), () => {}, CancellationToken.None);
  expect(generatedTokens).toBeGreaterThan(0);
});

test("an editor whose model only holds conversations is told why nothing is suggested", async () => {
  await using editor = new ProcessEditor(user);
  await editor.initialize({ settings: { model: chatModel(user.folder, { name: "talker" }), gpu: "off" } });
  await editor.open(unfinished.uri, unfinished.text);
  await editor.untilHeard(() => editor.said.includes("Hearth suggests nothing while you type"));
  const { line, character } = unfinished.end;
  expect(await editor.inlineCompletion(unfinished.uri, line, character, "byHand")).toEqual([]);
});

test("a model that neither fills in the middle nor holds conversations is refused", async () => {
  const model = chatModel(user.folder, { name: "mute", template: "{{ messages[0].role }}" });
  await expect(ready(model)).rejects.toThrow('the fill-in-the-middle format of the model "mute" is unknown');
});

onLinux("a model that is refused does not stay in memory", async () => {
  const model = chatModel(user.folder, { name: "mute", template: "{{ messages[0].role }}" });
  await expect(ready(model)).rejects.toThrow("mute");
  const [host]: HostReport[] = JSON.parse(user.hearth("status", "--json"));
  const files = () => readFileSync(`/proc/${host?.pid}/maps`, "utf8");
  await until(() => !files().includes(model));
});

test("a grammar that cannot be read is named, and the model serves on", async () => {
  using it = await ready(chatModel(user.folder));
  const asked = question("Count.");
  const broken = { ...asked, prompt: { ...asked.prompt, grammar: "root ::= (" } };
  await expect(it.engine.generate(broken, () => {}, CancellationToken.None)).rejects.toThrow("grammar");
  const { end } = await it.engine.generate(asked, () => {}, CancellationToken.None);
  expect(["stop", "maxTokens"]).toContain(end);
});
