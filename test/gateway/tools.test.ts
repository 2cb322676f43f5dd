import Anthropic from "@anthropic-ai/sdk";
import { expect, test } from "@jest/globals";
import OpenAI from "openai";
import { CallReader } from "../../gateway/tools/callReader.ts";
import { ScriptedEngine } from "../scriptedEngine.ts";
import { TestGateway, token } from "./gateway.ts";

const schema = { type: "object" as const, properties: { path: { type: "string" } } };
const call = '<tool_call>\n{"name": "read", "arguments": {"path": "a.ts"}}\n</tool_call>';

const anthropic = ({ port }: TestGateway) =>
  new Anthropic({ baseURL: `http://127.0.0.1:${port}`, authToken: token, apiKey: null, maxRetries: 0 });
const openAi = ({ port }: TestGateway) =>
  new OpenAI({ baseURL: `http://127.0.0.1:${port}/v1`, apiKey: token, maxRetries: 0 });

const anthropicTools = [{ name: "read", description: "Reads a file.", input_schema: schema }];
const openAiTools = [
  { type: "function" as const, function: { name: "read", description: "Reads a file.", parameters: schema } },
];
const question = [{ role: "user" as const, content: "What is in a.ts?" }];

test("Anthropic's client is told which tool the model wants used, whole and in a stream", async () => {
  const engine = new ScriptedEngine("I read", " it.\n<tool", call.slice(5), "\n");
  await using gateway = await TestGateway.before(engine);
  const asked = { model: "any", messages: question, max_tokens: 100, tools: anthropicTools };
  const expected = [
    { type: "text", text: "I read it.\n" },
    { type: "tool_use", id: expect.stringMatching(/^toolu_/), name: "read", input: { path: "a.ts" } },
  ];
  const whole = await anthropic(gateway).messages.create(asked);
  expect(whole).toMatchObject({ content: expected, stop_reason: "tool_use" });
  const streamed = await anthropic(gateway).messages.stream(asked).finalMessage();
  expect(streamed).toMatchObject({ content: expected, stop_reason: "tool_use" });
});

test("OpenAI's client is told the same in its own way", async () => {
  const engine = new ScriptedEngine(call);
  await using gateway = await TestGateway.before(engine);
  const asked = { model: "any", messages: question, tools: openAiTools };
  const called = { type: "function", function: { name: "read", arguments: '{"path":"a.ts"}' } };
  const whole = await openAi(gateway).chat.completions.create(asked);
  expect(whole.choices[0]).toMatchObject({ message: { tool_calls: [called] }, finish_reason: "tool_calls" });
  const stream = openAi(gateway).chat.completions.stream(asked);
  const [choice] = (await stream.finalChatCompletion()).choices;
  expect(choice).toMatchObject({ message: { tool_calls: [called] }, finish_reason: "tool_calls" });
});

test("the model is told of the tools, of its calls and of what came of them", async () => {
  const engine = new ScriptedEngine("It is empty.");
  await using gateway = await TestGateway.before(engine);
  const use = { type: "tool_use" as const, id: "toolu_1", name: "read", input: { path: "a.ts" } };
  const result = { type: "tool_result" as const, tool_use_id: "toolu_1", content: "x = 1" };
  await anthropic(gateway).messages.create({
    model: "any",
    max_tokens: 100,
    system: "Be brief.",
    tools: anthropicTools,
    messages: [...question, { role: "assistant", content: [use] }, { role: "user", content: [result] }],
  });
  const { prompt } = engine.asked[0] ?? {};
  expect(prompt).toContain('{"type":"function","function":{"name":"read","description":"Reads a file."');
  expect(prompt).toContain('assistant: <tool_call>\n{"name":"read","arguments":{"path":"a.ts"}}\n</tool_call>\n');
  expect(prompt).toContain("user: <tool_response>\nx = 1\n</tool_response>\n");
});

test("both APIs tell the model the same", async () => {
  const engine = new ScriptedEngine("Done.");
  await using gateway = await TestGateway.before(engine);
  const input = { path: "a.ts" };
  await openAi(gateway).chat.completions.create({
    model: "any",
    tools: openAiTools,
    messages: [
      ...question,
      {
        role: "assistant",
        content: null,
        tool_calls: [{ id: "1", type: "function", function: { name: "read", arguments: JSON.stringify(input) } }],
      },
      { role: "tool", tool_call_id: "1", content: "x = 1" },
    ],
  });
  await anthropic(gateway).messages.create({
    model: "any",
    max_tokens: 100,
    tools: anthropicTools,
    messages: [
      ...question,
      { role: "assistant", content: [{ type: "tool_use", id: "1", name: "read", input }] },
      {
        role: "user",
        content: [{ type: "tool_result", tool_use_id: "1", content: [{ type: "text", text: "x = 1" }] }],
      },
    ],
  });
  expect(engine.asked[1]?.prompt).toBe(engine.asked[0]?.prompt);
});

test("a tool that has to be used is asked for by its name", async () => {
  const engine = new ScriptedEngine(call);
  await using gateway = await TestGateway.before(engine);
  const tool_choice = { type: "tool" as const, name: "read" };
  await anthropic(gateway).messages.create({
    model: "any",
    max_tokens: 9,
    messages: question,
    tools: anthropicTools,
    tool_choice,
  });
  expect(engine.asked[0]?.prompt).toContain("Now call the function read.");
});

/** What is read of an answer that comes in these pieces. */
function read(...pieces: string[]) {
  const reader = new CallReader();
  return [...pieces.flatMap((piece) => reader.add(piece)), ...reader.rest()].map((part) =>
    "text" in part ? part.text : [part.call.name, part.call.input],
  );
}

test("two calls are two, wherever the stream is cut", () => {
  const answer = `${call}\n${call}`;
  const expected = [
    ["read", { path: "a.ts" }],
    ["read", { path: "a.ts" }],
  ];
  for (let cut = 0; cut <= answer.length; cut++)
    expect(read(answer.slice(0, cut), answer.slice(cut))).toEqual(expected);
});

test("a call that only lacks its end is a call", () => {
  expect(read('<tool_call>\n{"name": "read"}')).toEqual([["read", {}]]);
});

test("what is no call after all is text", () => {
  expect(read("a <tool_", "x> b").join("")).toBe("a <tool_x> b");
  expect(read("<tool_call>oops</tool_call>")).toEqual(["<tool_call>oops"]);
});
