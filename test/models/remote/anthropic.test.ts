import { expect, test } from "@jest/globals";
import { ask, engineOn, hole, question, settled } from "./engine.ts";
import { events, FaultyServer, json } from "./faultyServer.ts";

const path = "/v1/messages";
const settings = { api: "anthropic", model: "big-1", keyEnv: "HEARTH_TEST_ANTHROPIC_KEY" } as const;
process.env.HEARTH_TEST_ANTHROPIC_KEY = "sk-ant-test";

const two = events(
  { type: "message_start", message: { usage: { input_tokens: 12, cache_read_input_tokens: 8 } } },
  { type: "content_block_start", index: 0, content_block: { type: "text", text: "" } },
  { type: "ping" },
  { type: "content_block_delta", index: 0, delta: { type: "text_delta", text: "2" } },
  { type: "content_block_stop", index: 0 },
  { type: "message_delta", delta: { stop_reason: "end_turn" }, usage: { output_tokens: 1 } },
  { type: "message_stop" },
);

const chatEngine = (server: FaultyServer) =>
  engineOn(server, {}, { role: "chat", settings: { ...settings, url: server.url } });

test("a conversation is asked of the Messages API, with the system text in its place", async () => {
  await using server = await FaultyServer.listening({ [path]: two });
  using engine = chatEngine(server);
  expect(await ask(engine, question)).toMatchObject({ text: "2", end: "stop", promptTokens: 20, generatedTokens: 1 });
  const [heard] = server.asked(path);
  expect(heard?.headers).toMatchObject({ "x-api-key": "sk-ant-test", "anthropic-version": "2023-06-01" });
  expect(JSON.parse(heard?.body ?? "")).toEqual({
    model: "big-1",
    max_tokens: 16,
    system: "Be brief.",
    messages: [{ role: "user", content: "What is 1 + 1?" }],
    stream: true,
  });
});

test("the context is as long as the model's description says", async () => {
  const described = json({ id: "big-1", max_input_tokens: 1_000_000 });
  await using server = await FaultyServer.listening({ "/v1/models/big-1": described });
  using engine = chatEngine(server);
  expect(await settled(engine)).toMatchObject({ state: "ready", model: { contextTokens: 1_000_000, family: null } });
});

test("an overloaded server that says so in the stream is one sentence", async () => {
  const overloaded = events({ type: "error", error: { type: "overloaded_error", message: "Overloaded" } });
  await using server = await FaultyServer.listening({ [path]: overloaded });
  using engine = chatEngine(server);
  await expect(ask(engine, question)).rejects.toThrow(/the remote box .* cannot be used: Overloaded/);
});

test("a prompt that is too long is told with the server's own figures", async () => {
  const message = "prompt is too long: 210000 tokens > 200000 maximum";
  await using server = await FaultyServer.listening({ [path]: json({ error: { message } }, 400) });
  using engine = chatEngine(server);
  await expect(ask(engine, question)).rejects.toMatchObject({ promptTokens: 210_000, limitTokens: 200_000 });
});

test("it fills no holes in code", async () => {
  await using server = await FaultyServer.listening({});
  using engine = chatEngine(server);
  await expect(ask(engine, hole)).rejects.toThrow("it answers conversations and fills no holes in code");
});
