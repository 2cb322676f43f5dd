import { expect, test } from "@jest/globals";
import { ScriptedEngine } from "../scriptedEngine.ts";
import { TestGateway } from "./gateway.ts";

test.each([
  ["without a token", { authorization: "" }, 401],
  ["with another token", { authorization: "Bearer other" }, 401],
  ["with a token of another kind", { authorization: "Basic dGhlLXRva2Vu" }, 401],
  ["from a web page", { origin: "http://127.0.0.1:3000" }, 403],
  ["from a sandboxed web page", { origin: "null" }, 403],
  ["for a name that somebody lets lead here", { host: "evil.example:8417" }, 403],
])("a request %s is refused before the model hears of it", async (_what, headers, status) => {
  const engine = new ScriptedEngine("no");
  await using gateway = await TestGateway.before(engine);
  const answer = await gateway.post("/v1/completions", { prompt: "a" }, headers);
  expect(answer.status).toBe(status);
  expect(answer.json()).toMatchObject({ error: { message: expect.any(String) } });
  expect(engine.asked).toEqual([]);
});

test.each([
  ["x-api-key", { authorization: "", "x-api-key": "the-token" }],
  ["a name of this machine", { host: "localhost:1" }],
  ["its address", { host: "[::1]:1" }],
])("a request with %s is served", async (_what, headers) => {
  await using gateway = await TestGateway.before(new ScriptedEngine("yes"));
  expect((await gateway.post("/v1/completions", { prompt: "a" }, headers)).status).toBe(200);
});

test("a request that is far too long is refused", async () => {
  await using gateway = await TestGateway.before(new ScriptedEngine("no"));
  const { status, json } = await gateway.post("/v1/messages", { messages: "x".repeat(16_000_001) });
  expect(status).toBe(413);
  expect(json()).toMatchObject({ type: "error", error: { type: "request_too_large" } });
});

test("what is not served is told with what is", async () => {
  await using gateway = await TestGateway.before(new ScriptedEngine("no"));
  const { status, text } = await gateway.post("/v1/embeddings", {});
  expect(status).toBe(404);
  expect(text).toContain("POST /v1/chat/completions");
});

test("a body that is no JSON is one sentence", async () => {
  await using gateway = await TestGateway.before(new ScriptedEngine("no"));
  const { status, text } = await gateway.post("/v1/completions", "prompt=a");
  expect(status).toBe(400);
  expect(text).toContain("the body must be a JSON object");
});
