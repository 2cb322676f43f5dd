import { expect, test } from "@jest/globals";
import { messages } from "../../gateway/anthropic/messages.ts";
import type { Fields } from "../../gateway/fields.ts";
import { chatCompletions } from "../../gateway/openAi/chatCompletions.ts";
import { completions } from "../../gateway/openAi/completions.ts";
import type { GenerateRequest } from "../../models/engine.ts";
import { promptText } from "../../models/prompt.ts";
import { ScriptedEngine } from "../scriptedEngine.ts";

const { status } = new ScriptedEngine();
if (status.state !== "ready") throw new Error("a scripted engine is always ready");
const { model } = status;

/** The prompt that a body becomes for a model of a family. */
function promptFor(body: Fields, family: string): string {
  const { prompt } = completions(body).request({ ...model, family });
  if (!("segments" in prompt)) throw new Error("a completion is no conversation");
  return promptText(prompt);
}

const chatOf = (asked: Pick<GenerateRequest, "prompt">) => asked.prompt;

test("prompt and suffix become a hole in the format of the model", () => {
  const body = { prompt: "add(", suffix: ")" };
  expect(promptFor(body, "qwen-coder")).toBe("<|fim_prefix|>add(<|fim_suffix|>)<|fim_middle|>");
  expect(promptFor(body, "seed-coder")).toBe("<[fim-suffix]>)<[fim-prefix]>add(<[fim-middle]>");
});

test.each([
  ["qwen", "<|fim_prefix|>add(<|fim_suffix|>)<|fim_middle|>"],
  ["star_coder", "<fim_prefix>add(<fim_suffix>)<fim_middle>"],
  ["deepseek_coder", "<｜fim▁begin｜>add(<｜fim▁hole｜>)<｜fim▁end｜>"],
  ["glm", "<|code_prefix|>add(<|code_suffix|>)<|code_middle|>"],
  ["code_llama", "<PRE> add( <SUF>) <MID>"],
  ["codestral", "[SUFFIX])[PREFIX]add("],
])("a hole that Zed writes as %s is asked for as the model that is there knows it", (_format, prompt) => {
  expect(promptFor({ prompt }, "starcoder2")).toBe("<fim_prefix>add(<fim_suffix>)<fim_middle>");
});

test("another prompt with control tokens of the model is taken at its word", () => {
  const prompt = "<|file_sep|>a.py\nx = 1\n<|fim_prefix|>y = <|fim_suffix|>\n<|fim_middle|>";
  const { prompt: made } = completions({ prompt }).request({ ...model, family: "qwen-coder" });
  expect("segments" in made && made.segments).toEqual([
    { special: "<|file_sep|>" },
    { text: "a.py\nx = 1\n" },
    { special: "<|fim_prefix|>" },
    { text: "y = " },
    { special: "<|fim_suffix|>" },
    { text: "\n" },
    { special: "<|fim_middle|>" },
  ]);
});

test("code around a hole that speaks of the tokens itself is not mistaken for the hole", () => {
  const prompt = '<|fim_prefix|>mark = "<|fim_suffix|>"\nx = <|fim_suffix|>\n<|fim_middle|>';
  expect(promptFor({ prompt }, "qwen-coder")).toBe(prompt);
});

test("a model that was not trained for it fills no holes", () => {
  const asked = completions({ prompt: "a", suffix: "b" });
  expect(() => asked.request({ ...model, family: null })).toThrow("was not trained to fill holes");
});

test.each([
  [completions, { prompt: ["a", "b"] }, "prompt must be one text"],
  [completions, { prompt: "a", n: 2 }, "does not support n"],
  [completions, { prompt: "a", max_tokens: 0 }, "max_tokens must be a whole number from 1"],
  [completions, { prompt: "a", temperature: "hot" }, "temperature must be a number"],
  [completions, { prompt: "a", stop: 1 }, "stop must be a text or a list of texts"],
  [chatCompletions, {}, "messages must be a list"],
  [chatCompletions, { messages: [] }, "messages must hold a message of the user"],
  [chatCompletions, { messages: [{ role: "robot", content: "1" }] }, "messages[0].role must be one of system"],
  [
    chatCompletions,
    { messages: [{ role: "user", content: [{ type: "image_url" }] }] },
    "messages[0].content holds image_url",
  ],
  [chatCompletions, { messages: [], tools: [{}] }, "tools[0] must be a function"],
  [chatCompletions, { messages: [], response_format: { type: "json_object" } }, "does not support response_format"],
  [messages, { messages: [{ role: "user", content: "a" }] }, "max_tokens is required"],
  [messages, { messages: [{ role: "user", content: [{ type: "image" }] }], max_tokens: 1 }, "holds image"],
  [
    messages,
    { messages: [], max_tokens: 1, tools: [{ type: "web_search_20250305" }] },
    "tools[0] is web_search_20250305",
  ],
  [messages, { messages: [], max_tokens: 1, mcp_servers: [{}] }, "does not support mcp_servers"],
])("%p says of %j what is wrong", (read, body: Fields, problem) => {
  expect(() => read(body)).toThrow(problem);
});

test("unknown parameters are no reason to refuse", () => {
  expect(() => completions({ prompt: "a", seed: 1, user: "me", whatever: [] })).not.toThrow();
  expect(() =>
    messages({ messages: [{ role: "user", content: "a" }], max_tokens: 1, metadata: {}, tools: [] }),
  ).not.toThrow();
});

test("system texts come first, neighbours of one speaker are one message, and a begun answer goes on", () => {
  const said = [
    { role: "user", content: "a" },
    { role: "user", content: [{ type: "text", text: "b" }] },
    { role: "developer", content: "s" },
    { role: "assistant", content: "Well, " },
  ];
  expect(chatOf(chatCompletions({ messages: said }).request(model))).toEqual({
    messages: [
      { role: "system", text: "s" },
      { role: "user", text: "a\n\nb" },
    ],
    answerStart: "Well, ",
    stopTexts: [],
  });
});

test("the Messages API has its system text beside the messages", () => {
  const body = { system: [{ type: "text", text: "s" }], messages: [{ role: "user", content: "a" }], max_tokens: 5 };
  expect(messages({ ...body, stop_sequences: ["END"] }).request(model)).toMatchObject({
    maxTokens: 5,
    prompt: {
      messages: [
        { role: "system", text: "s" },
        { role: "user", text: "a" },
      ],
      stopTexts: ["END"],
    },
  });
});

test("a model without a chat template is said to lack one", () => {
  const asked = chatCompletions({ messages: [{ role: "user", content: "a" }] });
  expect(() => asked.request({ ...model, chat: false })).toThrow("set hearth.chat.model to an instruction-tuned model");
});
