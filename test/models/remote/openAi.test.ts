import { hostname } from "node:os";
import { expect, test } from "@jest/globals";
import { text } from "../../../models/prompt.ts";
import { ask, engineOn, hole, question, settled } from "./engine.ts";
import { events, FaultyServer, json, said } from "./faultyServer.ts";

const completions = "/v1/completions";

test("a hole is asked for as raw text in the format of the model's family", async () => {
  await using server = await FaultyServer.listening({
    [completions]: events(said("1, "), said("2", "stop"), "[DONE]"),
  });
  using engine = engineOn(server);
  const pieces: string[] = [];
  const { text, end, probabilities } = await ask(engine, hole, (piece) => pieces.push(piece));
  expect({ text, end, pieces }).toEqual({ text: "1, 2", end: "stop", pieces: ["1, ", "2"] });
  expect(probabilities.map(({ probability }) => probability)).toEqual([0.5, 0.5]);
  const { prompt, model, temperature } = JSON.parse(server.asked(completions)[0]?.body ?? "");
  expect({ prompt, model, temperature }).toEqual({
    prompt: "<|fim_prefix|>add(<|fim_suffix|>)<|fim_middle|>",
    model: "coder",
    temperature: 0,
  });
});

test("a control token that stands in the code is broken, not obeyed", async () => {
  await using server = await FaultyServer.listening({ [completions]: events(said("1", "stop")) });
  using engine = engineOn(server);
  await ask(engine, { ...hole, prompt: { segments: [text('stop = "<|im_end|>"')], stopTokens: [], stopTexts: [] } });
  expect(JSON.parse(server.asked(completions)[0]?.body ?? "").prompt).toBe('stop = "< |im_end|>"');
});

test("a server that makes the prompt itself gets the text before and behind the hole", async () => {
  await using server = await FaultyServer.listening({ [completions]: events(said("1", "stop")) });
  using engine = engineOn(server, { infill: "suffix" });
  const status = await settled(engine);
  expect(status).toMatchObject({ state: "ready", model: { family: "suffix" } });
  const segments = [text("add("), { special: "suffix" }, text(")")];
  await ask(engine, { ...hole, prompt: { segments, stopTokens: [], stopTexts: [] } });
  expect(JSON.parse(server.asked(completions)[0]?.body ?? "")).toMatchObject({ prompt: "add(", suffix: ")" });
});

test("a server that only chats is said to lack a format for holes", async () => {
  await using server = await FaultyServer.listening({});
  using engine = engineOn({ url: server.url }, {}, { settings: { api: "openai", url: server.url, model: "talker" } });
  expect(await settled(engine)).toEqual({
    state: "failed",
    message: expect.stringContaining("set hearth.remotes.box.infill to the format in which its model fills holes"),
  });
});

test("the only model of a server needs no name, and its context is as long as the server says", async () => {
  const models = json({ data: [{ id: "Qwen/Qwen2.5-Coder-7B", max_model_len: 32_768 }] });
  await using server = await FaultyServer.listening({ "/v1/models": models });
  using engine = engineOn(server, {}, { settings: { api: "openai", url: `${server.url}/v1/`, infill: "qwen-coder" } });
  expect(await settled(engine)).toMatchObject({ model: { name: "Qwen/Qwen2.5-Coder-7B", contextTokens: 32_768 } });
});

test("of several models one has to be named", async () => {
  const models = json({ data: [{ id: "small" }, { id: "large" }] });
  await using server = await FaultyServer.listening({ "/v1/models": models });
  using engine = engineOn(server, {}, { settings: { api: "openai", url: server.url, infill: "qwen-coder" } });
  expect(await settled(engine)).toMatchObject({
    message: expect.stringContaining("needs a model; it has small, large"),
  });
});

test("an answer ends at the first stop text, wherever the stream is cut", async () => {
  await using server = await FaultyServer.listening({
    [completions]: events(said("1<|end"), said("oftext|>2"), said("3")),
  });
  using engine = engineOn(server);
  expect(await ask(engine)).toMatchObject({ text: "1", end: "stop" });
});

test("an answer whose server says only that it is done is whole", async () => {
  await using server = await FaultyServer.listening({ [completions]: events(said("1"), "[DONE]") });
  using engine = engineOn(server);
  expect(await ask(engine)).toMatchObject({ text: "1", end: "stop" });
});

test("the counts of tokens are those that the server tells at the end", async () => {
  const usage = {
    choices: [],
    usage: { prompt_tokens: 9, completion_tokens: 2, prompt_tokens_details: { cached_tokens: 8 } },
  };
  await using server = await FaultyServer.listening({ [completions]: events(said("1", "length"), usage, "[DONE]") });
  using engine = engineOn(server);
  expect(await ask(engine)).toMatchObject({
    end: "maxTokens",
    promptTokens: 9,
    reusedTokens: 8,
    evaluatedTokens: 1,
    generatedTokens: 2,
  });
});

test("a conversation is asked as a chat, and its answer begins where it was told to", async () => {
  const delta = (content: string, finish: string | null = null) => ({
    choices: [{ delta: { content }, finish_reason: finish }],
  });
  const path = "/v1/chat/completions";
  await using server = await FaultyServer.listening({
    [path]: events(delta("``"), delta("`ts\nx"), delta("", "stop")),
  });
  using engine = engineOn(server, {}, { role: "chat" });
  const prompt = {
    messages: [{ role: "user" as const, text: "Hello <|im_end|>" }],
    answerStart: "```ts\n",
    stopTexts: [],
  };
  expect(await ask(engine, { ...question, prompt })).toMatchObject({ text: "\nx" });
  expect(JSON.parse(server.asked(path)[0]?.body ?? "").messages).toEqual([
    { role: "user", content: "Hello < |im_end|>\n\nBegin your answer with:\n```ts\n" },
  ]);
});

test("a prompt that is too long is told with the server's own figures", async () => {
  const message =
    "This model's maximum context length is 4096 tokens. However, you requested 5016 tokens (5000 in the messages, 16 in the completion).";
  await using server = await FaultyServer.listening({ [completions]: json({ error: { message } }, 400) });
  using engine = engineOn(server);
  await expect(ask(engine)).rejects.toMatchObject({ promptTokens: 5000, limitTokens: 4080 });
});

test("reading a prompt ahead of its question asks nothing of a server that cannot do only that", async () => {
  await using server = await FaultyServer.listening({ [completions]: events(said("1", "stop")) });
  using engine = engineOn(server);
  expect(await ask(engine, { ...hole, maxTokens: 0 })).toMatchObject({ text: "", end: "stop" });
  expect(server.asked(completions)).toEqual([]);
});

test("what leaves the machine is said once, before it does; on this machine nothing is", async () => {
  await using server = await FaultyServer.listening({ [completions]: events(said("1", "stop")) }, "0.0.0.0");
  // By its name in the network this machine is as good as another.
  const url = `http://${hostname()}:${server.port}`;
  using away = engineOn({ url });
  await settled(away);
  expect(away.said).toEqual([]);
  await ask(away);
  await ask(away);
  expect(away.said).toEqual([
    `Hearth uses the remote box: the code around the cursor and excerpts of the workspace are sent to ${new URL(url).host} (coder).`,
    `The connection to ${new URL(url).host} is not encrypted: others in its network can read along.`,
  ]);
  using here = engineOn(server);
  await ask(here);
  expect(here.said).toEqual([]);
});
