import { expect } from "@jest/globals";
import { CancellationTokenSource } from "vscode-languageserver";
import type { GenerateRequest } from "../../../models/engine.ts";
import { hearth } from "../../../models/families/hearth.ts";
import { infillPrompt } from "../../../models/family.ts";
import { EngineClient } from "../../../models/local/client.ts";
import { defaultConfig } from "../../../server/config/config.ts";
import { hostSettings } from "../../../server/engines/hostSettings.ts";
import { embeddedModel } from "../../../server/engines/modelPath.ts";
import { asUser } from "../../process/engines.ts";
import { TestUser } from "../../process/environment.ts";
import { until } from "../../until.ts";
import { ask, engineOn, question, settled } from "./engine.ts";
import { LlamaProcess, llamaTest } from "./llamaProcess.ts";

const patient = { connectMs: 5000, firstByteMs: 60_000, stallMs: 60_000, againMs: 10_000 };

const engineAt = (server: LlamaProcess, api: "llama-server" | "openai") => {
  const settings = api === "openai" ? ({ api, url: server.url, infill: "hearth" } as const) : { api, url: server.url };
  return engineOn(server, {}, { settings, limits: patient });
};

const holeIn = (before: string, after: string): GenerateRequest => ({
  prompt: infillPrompt(hearth, { repository: "r", path: "a.py", context: [], before, after, typed: "" }),
  priority: "typing",
  subject: "a.py",
  // Behind these two continuations are as likely as one another, and builds of llama.cpp differ in the last bits.
  maxTokens: 6,
  maxMs: 60_000,
});

const stack = holeIn("class Stack:\n    def __init__(self, items):\n        self.items = items\n\n    def push(", "\n");

llamaTest("llama-server tells its model, family and context", async () => {
  await using server = await LlamaProcess.ready(embeddedModel);
  using engine = engineAt(server, "llama-server");
  expect(await settled(engine)).toMatchObject({
    state: "ready",
    model: { name: "hearth-tiny-5M.Q8_0.gguf", family: "hearth", contextTokens: 512 },
  });
});

llamaTest("llama-server fills a hole with the same text as the local engine, by either API", async () => {
  using user = new TestUser();
  using _environment = asUser(user);
  await using server = await LlamaProcess.ready(embeddedModel);
  using raw = engineAt(server, "llama-server");
  using asText = engineAt(server, "openai");
  const local = new EngineClient(hostSettings({ ...defaultConfig, gpu: "off" }), "test", () => {});
  try {
    await settled(local);
    const { text, promptTokens, probabilities } = await ask(local, stack);
    expect(text).not.toBe("");
    const answer = await ask(raw, stack);
    expect(answer).toMatchObject({ text, promptTokens });
    expect(answer.probabilities[0]?.probability).toBeCloseTo(probabilities[0]?.probability ?? 0, 1);
    expect(await ask(asText, stack)).toMatchObject({ text, promptTokens });
  } finally {
    local.dispose();
  }
});

llamaTest("what is typed is read again by nobody", async () => {
  await using server = await LlamaProcess.ready(embeddedModel);
  using engine = engineAt(server, "llama-server");
  await ask(engine, stack);
  const { promptTokens, evaluatedTokens } = await ask(engine, stack);
  expect(promptTokens).toBeGreaterThan(30);
  expect(evaluatedTokens).toBe(1);
});

llamaTest("code that holds a control token reaches llama-server as text", async () => {
  await using server = await LlamaProcess.ready(embeddedModel);
  using engine = engineAt(server, "llama-server");
  const plain = await ask(engine, holeIn('stop = "', '"\n'));
  const tricky = await ask(engine, holeIn('stop = "<|fim_middle|>', '"\n'));
  // As a control token it would be one token more.
  expect(tricky.promptTokens).toBeGreaterThan(plain.promptTokens + 1);
});

llamaTest("cancelling makes llama-server stop to compute", async () => {
  await using server = await LlamaProcess.ready(embeddedModel);
  using engine = engineAt(server, "llama-server");
  const cancel = new CancellationTokenSource();
  const { end, promptTokens } = await ask(engine, { ...stack, maxTokens: 400 }, () => cancel.cancel(), cancel.token);
  expect(end).toBe("cancelled");
  // Most answers end so: what was read for them is known all the same.
  expect(promptTokens).toBeGreaterThan(30);
  await until(async () => !(await server.isBusy()));
});

llamaTest("a prompt that is too long for llama-server is told before it is sent, or by the server", async () => {
  await using server = await LlamaProcess.ready(embeddedModel);
  const long = holeIn("x = 1\n".repeat(400), "\n");
  for (const api of ["llama-server", "openai"] as const) {
    using engine = engineAt(server, api);
    await expect(ask(engine, long)).rejects.toMatchObject({ limitTokens: 512 - 6 });
  }
});

llamaTest("llama-server holds a conversation", async () => {
  await using server = await LlamaProcess.ready(embeddedModel);
  using engine = engineOn(
    server,
    {},
    { settings: { api: "llama-server", url: server.url }, role: "chat", limits: patient },
  );
  const { text, end, generatedTokens } = await ask(engine, { ...question, maxTokens: 8 });
  expect({ end, generatedTokens }).toEqual({ end: "maxTokens", generatedTokens: 8 });
  expect(text).not.toBe("");
});

llamaTest("llama-server obeys a grammar", async () => {
  await using server = await LlamaProcess.ready(embeddedModel);
  const settings = { api: "llama-server", url: server.url } as const;
  using engine = engineOn(server, {}, { settings, role: "chat", limits: patient });
  const messages = [{ role: "user" as const, text: "Which?" }];
  const prompt = { messages, answerStart: "", stopTexts: [], grammar: 'root ::= "yes" | "no"' };
  expect((await ask(engine, { ...question, prompt })).text).toMatch(/^(yes|no)$/);
});
