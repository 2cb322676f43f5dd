import { expect, test } from "@jest/globals";
import { CancellationTokenSource } from "vscode-languageserver";
import type { EngineStatus } from "../../../models/engine.ts";
import { text } from "../../../models/prompt.ts";
import { until } from "../../until.ts";
import { ask, engineOn, hole, question, settled } from "./engine.ts";
import { type FaultyServer, said, stall } from "./faultyServer.ts";
import { card, idOf, idsOf, vllmServer } from "./vllmServer.ts";

const completions = "/v1/completions";

const engineAt = ({ url }: FaultyServer, settings: object = {}, role: "completion" | "chat" = "completion") =>
  engineOn({ url }, {}, { settings: { api: "vllm", url, ...settings }, role });

/** What was asked for after the server was found out about. */
const asked = (server: FaultyServer, path = completions) =>
  server
    .asked(path)
    .map(({ body }) => JSON.parse(body))
    .filter(({ stream }) => stream);

const notesOf = (status: EngineStatus) => (status.state === "ready" ? status.model.remote?.notes : status);

test("vLLM tells its model, family and context", async () => {
  await using server = await vllmServer();
  using engine = engineAt(server);
  expect(await settled(engine)).toMatchObject({
    state: "ready",
    model: {
      name: "Qwen/Qwen2.5-Coder-7B",
      family: "qwen-coder",
      contextTokens: 4096,
      charactersPerToken: 1,
    },
  });
});

test("a hole is asked of vLLM in tokens, and ends at each control token", async () => {
  await using server = await vllmServer();
  using engine = engineAt(server);
  expect(await ask(engine)).toMatchObject({
    text: "1, 2",
    end: "stop",
    promptTokens: 40,
    reusedTokens: 32,
  });
  const [body] = asked(server);
  expect(body).toMatchObject({
    model: "Qwen/Qwen2.5-Coder-7B",
    prompt: idsOf("<|fim_prefix|>", "add(", "<|fim_suffix|>", ")", "<|fim_middle|>"),
    max_tokens: 16,
    temperature: 0,
    stop: [],
  });
  expect(body.stop_token_ids).toEqual(expect.arrayContaining(["<|endoftext|>", "<|fim_middle|>"].map(idOf)));
});

test("code that holds a control token reaches vLLM as text, also one that no family has", async () => {
  await using server = await vllmServer();
  using engine = engineAt(server);
  const code = 'stop = "<|fim_middle|><tool_call>"';
  await ask(engine, {
    ...hole,
    prompt: { segments: [text(code)], stopTokens: [], stopTexts: [] },
  });
  expect(asked(server)[0].prompt).toEqual([...code].map(idOf));
});

test("typing is sent to vLLM as more urgent than other programs' requests, and guesses as less", async () => {
  await using server = await vllmServer();
  using engine = engineAt(server);
  await ask(engine);
  await ask(engine, { ...hole, priority: "background", subject: "b.ts" });
  expect(asked(server).map(({ priority }) => priority)).toEqual([-2, 1]);
});

test("vLLM that takes priorities is not said to heed them, since it takes them without priority scheduling, too", async () => {
  await using server = await vllmServer();
  using engine = engineAt(server);
  await settled(engine);
  const notes = notesOf(engine.status);
  expect(notes).toContain(
    "each request says how urgent it is: where the server has --scheduling-policy priority, which it does not tell, typing goes first",
  );
  expect(notes).not.toContain("typing goes before other requests");
});

test("vLLM that refuses priorities is asked once whether it takes them, and never sent one again", async () => {
  await using server = await vllmServer({ refusesPriorities: true });
  using engine = engineAt(server);
  await ask(engine);
  await ask(engine);
  expect(server.asked(completions).filter(({ body }) => body.includes("priority"))).toHaveLength(1);
  expect(notesOf(engine.status)).toContain(
    "typing waits behind other requests: --scheduling-policy priority would let it go first",
  );
});

test("where only /v1 is let through, prompts are text in the named format", async () => {
  await using server = await vllmServer({ hasTokenizer: false });
  using engine = engineAt(server, { infill: "qwen-coder" });
  await ask(engine);
  expect(asked(server)[0].prompt).toBe("<|fim_prefix|>add(<|fim_suffix|>)<|fim_middle|>");
});

test("an adapter is a model that is named, in the format of the model that it is laid over", async () => {
  const models = [card("base", "Qwen/Qwen2.5-Coder-7B"), card("ours", "/adapters/ours", "base")];
  await using server = await vllmServer({ models });
  using plain = engineAt(server);
  expect(await settled(plain)).toMatchObject({ model: { name: "base" } });
  using adapted = engineAt(server, { model: "ours" });
  expect(await settled(adapted)).toMatchObject({
    model: { name: "ours", family: "qwen-coder" },
  });
  await ask(adapted);
  expect(asked(server)[0].model).toBe("ours");
});

test("a prompt that is only to be read is read, and nobody is shown the token that vLLM writes for it", async () => {
  await using server = await vllmServer();
  using engine = engineAt(server);
  const pieces: string[] = [];
  const read = await ask(engine, { ...hole, maxTokens: 0 }, (piece) => pieces.push(piece));
  expect({
    text: read.text,
    pieces,
    maxTokens: asked(server)[0].max_tokens,
  }).toEqual({
    text: "",
    pieces: [],
    maxTokens: 1,
  });
});

test("a prompt that is too long is told before it is sent", async () => {
  await using server = await vllmServer();
  using engine = engineAt(server);
  const prompt = {
    segments: [text("x".repeat(5000))],
    stopTokens: [],
    stopTexts: [],
  };
  await expect(ask(engine, { ...hole, prompt })).rejects.toMatchObject({
    promptTokens: 5000,
    limitTokens: 4096 - 16,
  });
  expect(asked(server)).toEqual([]);
});

test("cancelling closes the connection, at which vLLM stops to compute", async () => {
  await using server = await vllmServer({ completion: stall(said("1")) });
  using engine = engineAt(server);
  const cancel = new CancellationTokenSource();
  expect(await ask(engine, hole, () => cancel.cancel(), cancel.token)).toMatchObject({ end: "cancelled", text: "1" });
  await until(() => server.open === 0);
});

test("a conversation has its priority, and a grammar as vLLM calls it", async () => {
  await using server = await vllmServer();
  using engine = engineAt(server, {}, "chat");
  const messages = [{ role: "user" as const, text: "Which?" }];
  const prompt = {
    messages,
    answerStart: "",
    stopTexts: [],
    grammar: 'root ::= "yes"',
  };
  await ask(engine, { ...question, priority: "action", prompt });
  expect(asked(server, "/v1/chat/completions")[0]).toMatchObject({
    priority: 0,
    structured_outputs: { grammar: 'root ::= "yes"' },
  });
});
