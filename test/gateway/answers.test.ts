import { expect, test } from "@jest/globals";
import { EngineUnavailable, PromptTooLong } from "../../models/engine.ts";
import { later, ScriptedEngine } from "../scriptedEngine.ts";
import { until } from "../until.ts";
import { TestGateway, token } from "./gateway.ts";

const hello = { messages: [{ role: "user", content: "Hello" }], max_tokens: 100 };

test("typing in an editor goes before all that other programs ask", async () => {
  const engine = new ScriptedEngine("1");
  await using gateway = await TestGateway.before(engine);
  await gateway.post("/v1/completions", { prompt: "a" });
  await gateway.post("/v1/chat/completions", hello);
  await gateway.post("/v1/messages", hello);
  expect(engine.asked.map(({ request }) => request.priority)).toEqual(["popup", "guest", "guest"]);
});

test("no request takes the place of another", async () => {
  const engine = new ScriptedEngine("1");
  await using gateway = await TestGateway.before(engine);
  await Promise.all([1, 2, 3].map(() => gateway.post("/v1/completions", { prompt: "a" })));
  expect(new Set(engine.asked.map(({ request }) => request.subject)).size).toBe(3);
});

test("a client that leaves cancels what it asked", async () => {
  const never = later("x");
  const engine = new ScriptedEngine("1", never.piece);
  await using gateway = await TestGateway.before(engine);
  const leaving = new AbortController();
  const headers = { authorization: `Bearer ${token}` };
  const body = JSON.stringify({ ...hello, stream: true });
  const url = `http://127.0.0.1:${gateway.port}/v1/chat/completions`;
  const { body: stream } = await fetch(url, { method: "POST", headers, body, signal: leaving.signal });
  await stream?.getReader().read();
  leaving.abort();
  await until(() => engine.asked[0]?.end !== "running");
  expect(engine.asked[0]?.end).toBe("cancelled");
});

test("more tokens than there is room for are as many as there is room for", async () => {
  const engine = new ScriptedEngine("1");
  const generate = engine.generate.bind(engine);
  engine.generate = async (request, ...rest) => {
    const limitTokens = 2048 - request.maxTokens;
    if (limitTokens < 500) throw new PromptTooLong(500, limitTokens);
    return generate(request, ...rest);
  };
  await using gateway = await TestGateway.before(engine);
  expect((await gateway.post("/v1/messages", { ...hello, max_tokens: 32_000 })).status).toBe(200);
  expect(engine.asked[0]?.request.maxTokens).toBe(2048 - 500);
});

test("a prompt that is longer than the context is refused with both figures", async () => {
  const engine = new ScriptedEngine();
  engine.generate = async ({ maxTokens }) => {
    throw new PromptTooLong(5000, 2048 - maxTokens);
  };
  await using gateway = await TestGateway.before(engine);
  const { status, json } = await gateway.post("/v1/messages", hello);
  expect(status).toBe(400);
  expect(json()).toMatchObject({
    type: "error",
    error: { type: "invalid_request_error", message: "the prompt has 5000 tokens; the model's context has 2048" },
  });
});

test("without a model the answer says why, and that it may be tried again", async () => {
  const engine = new ScriptedEngine();
  engine.become({ state: "failed", message: "there is no file /models/a.gguf" });
  await using gateway = await TestGateway.before(engine);
  const { status, text } = await gateway.post("/v1/chat/completions", hello);
  expect(status).toBe(503);
  expect(text).toContain("there is no file /models/a.gguf");
});

test("a model that is lost in mid-stream is told in the stream", async () => {
  const engine = new ScriptedEngine();
  engine.generate = async (_request, onText) => {
    onText("1", 1);
    throw new EngineUnavailable("the model's process ended");
  };
  await using gateway = await TestGateway.before(engine);
  const { status, text } = await gateway.post("/v1/messages", { ...hello, stream: true });
  expect(status).toBe(200);
  expect(text).toContain('event: error\ndata: {"type":"error","error":{"type":"overloaded_error"');
});

test("the number of tokens of a conversation is estimated", async () => {
  await using gateway = await TestGateway.before(new ScriptedEngine());
  const { json } = await gateway.post("/v1/messages/count_tokens", {
    messages: [{ role: "user", content: "x".repeat(300) }],
  });
  expect(json()).toEqual({ input_tokens: 108 });
});

test("an error of its own is told without its details, which are logged", async () => {
  const engine = new ScriptedEngine();
  engine.generate = async () => {
    throw new TypeError("secret text");
  };
  await using gateway = await TestGateway.before(engine);
  const { status, text } = await gateway.post("/v1/chat/completions", hello);
  expect({ status, told: text.includes("secret text") }).toEqual({ status: 500, told: false });
  expect(gateway.log.join()).toContain("secret text");
});
