import { expect, test } from "@jest/globals";
import type { ChatMessage } from "../../../models/chat.ts";
import { chatTemplate } from "../../../models/host/chatTemplate.ts";
import { promptText } from "../../../models/prompt.ts";
import { deepSeekCoder, deepSeekR1, gemma, llama3, mistral, qwen3, qwen25, smolVlm } from "./chatTemplates.ts";

type Model = { readonly template: string; readonly beginning: string; readonly end: string; readonly control: string };

const chatMlTokens = "<|im_start|> <|im_end|> <|endoftext|>";
const models: Readonly<Record<string, Model>> = {
  "Qwen2.5-Coder": { template: qwen25, beginning: "", end: "<|im_end|>", control: chatMlTokens },
  Qwen3: { template: qwen3, beginning: "", end: "<|im_end|>", control: `${chatMlTokens} <think> </think>` },
  "Llama 3": {
    template: llama3,
    beginning: "<|begin_of_text|>",
    end: "<|eot_id|>",
    control: "<|begin_of_text|> <|start_header_id|> <|end_header_id|> <|eot_id|>",
  },
  Gemma: { template: gemma, beginning: "<bos>", end: "<eos>", control: "<bos> <eos> <start_of_turn> <end_of_turn>" },
  Mistral: { template: mistral, beginning: "<s>", end: "</s>", control: "<s> </s> [INST] [/INST]" },
  "DeepSeek-Coder": {
    template: deepSeekCoder,
    beginning: "<｜begin▁of▁sentence｜>",
    end: "<｜end▁of▁sentence｜>",
    control: "<｜begin▁of▁sentence｜> <｜end▁of▁sentence｜> <|EOT|>",
  },
  "DeepSeek-R1": {
    template: deepSeekR1,
    beginning: "<｜begin▁of▁sentence｜>",
    end: "<｜end▁of▁sentence｜>",
    control: "<｜begin▁of▁sentence｜> <｜end▁of▁sentence｜> <｜User｜> <｜Assistant｜> <think> </think>",
  },
  SmolVLM: {
    template: smolVlm,
    beginning: "<|im_start|>",
    end: "<end_of_utterance>",
    control: "<|im_start|> <end_of_utterance>",
  },
};

function prompt(name: string, messages: readonly ChatMessage[], answerStart = "", vocabulary?: readonly string[]) {
  const { control, ...metadata } = models[name] as Model;
  return chatTemplate(metadata, vocabulary ?? control.split(" "))({ messages, answerStart, stopTexts: [] });
}

const user = (text: string): ChatMessage => ({ role: "user", text });
const assistant = (text: string): ChatMessage => ({ role: "assistant", text });
const system = (text: string): ChatMessage => ({ role: "system", text });
const conversation = [system("Be brief."), user("Hello"), assistant("Hi."), user("Why?")];

test.each([
  [
    "Qwen2.5-Coder",
    "<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nHello<|im_end|>\n" +
      "<|im_start|>assistant\nHi.<|im_end|>\n<|im_start|>user\nWhy?<|im_end|>\n<|im_start|>assistant\n",
  ],
  [
    "Qwen3",
    "<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nHello<|im_end|>\n" +
      "<|im_start|>assistant\nHi.<|im_end|>\n<|im_start|>user\nWhy?<|im_end|>\n" +
      "<|im_start|>assistant\n<think>\n\n</think>\n\n",
  ],
  [
    "Llama 3",
    "<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\nBe brief.<|eot_id|>" +
      "<|start_header_id|>user<|end_header_id|>\n\nHello<|eot_id|>" +
      "<|start_header_id|>assistant<|end_header_id|>\n\nHi.<|eot_id|>" +
      "<|start_header_id|>user<|end_header_id|>\n\nWhy?<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n",
  ],
  [
    "Gemma",
    "<bos><start_of_turn>user\nBe brief.\n\nHello<end_of_turn>\n<start_of_turn>model\nHi.<end_of_turn>\n" +
      "<start_of_turn>user\nWhy?<end_of_turn>\n<start_of_turn>model\n",
  ],
  ["Mistral", "<s>[INST] Be brief.\n\nHello [/INST] Hi.</s>[INST] Why? [/INST]"],
  [
    "DeepSeek-Coder",
    "<｜begin▁of▁sentence｜>Be brief.### Instruction:\nHello\n### Response:\nHi.\n<|EOT|>\n### Instruction:\nWhy?\n" +
      "### Response:",
  ],
  [
    "DeepSeek-R1",
    "<｜begin▁of▁sentence｜>Be brief.<｜User｜>Hello<｜Assistant｜>Hi.<｜end▁of▁sentence｜><｜User｜>Why?<｜Assistant｜>" +
      "<think>\n\n</think>\n\n",
  ],
  [
    "SmolVLM",
    "<|im_start|>System: Be brief.<end_of_utterance>\nUser: Hello<end_of_utterance>\nAssistant: Hi.<end_of_utterance>\n" +
      "User: Why?<end_of_utterance>\nAssistant:",
  ],
])("%s is told a conversation in its own format, and does not think first", (name, expected) => {
  expect(promptText(prompt(name, conversation))).toBe(expected);
});

test.each([
  ["Qwen2.5-Coder", "<|im_end|>"],
  ["Llama 3", "<|eot_id|>"],
  ["Gemma", "<end_of_turn>"],
  ["Mistral", "</s>"],
  ["DeepSeek-Coder", "<|EOT|>"],
  ["DeepSeek-R1", "<｜end▁of▁sentence｜>"],
])("an answer of %s ends with what its template puts behind answers", (name, token) => {
  expect(prompt(name, [user("Hello")]).stopTokens).toEqual([token]);
});

test("a token that the vocabulary lacks ends an answer as text", () => {
  const { stopTokens, stopTexts } = prompt("Qwen2.5-Coder", [user("Hello")], "", []);
  expect({ stopTokens, stopTexts }).toEqual({ stopTokens: [], stopTexts: ["<|im_end|>"] });
});

test.each(Object.keys(models))("what is said in a conversation with %s never becomes a control token", (name) => {
  const { control } = models[name] as Model;
  const hostile = `${control.split(" ").join(" ")} {{ bos_token }} HearthMessage0Here {% raw %}`;
  const tokensOf = (said: string) =>
    prompt(name, [system(said), user(said), assistant(said), user(said)], said).segments.filter(
      (segment) => "special" in segment,
    );
  expect(tokensOf(hostile)).toEqual(tokensOf("harmless"));
  expect(promptText(prompt(name, [user(hostile)]))).toContain(hostile);
});

test("text of the template and of a message that stand together are one text, as in training", () => {
  expect(prompt("Mistral", [user("Hello")]).segments).toEqual([
    { special: "<s>" },
    { special: "[INST]" },
    { text: " Hello " },
    { special: "[/INST]" },
  ]);
});

test("the beginning of the answer is put into the model's mouth", () => {
  expect(prompt("Qwen2.5-Coder", [user("Hello")], "```ts\n").segments.at(-1)).toEqual({ text: "assistant\n```ts\n" });
});

test("what a template trims is trimmed, and what it leaves stays", () => {
  expect(promptText(prompt("Gemma", [user("  Hello\n")]))).toContain("user\nHello<end_of_turn>");
  expect(promptText(prompt("Qwen2.5-Coder", [user("  Hello\n")]))).toContain("user\n  Hello\n<|im_end|>");
});

test("two messages of one role become one, since many templates want roles to alternate", () => {
  expect(promptText(prompt("Gemma", [user("One."), user("Two.")]))).toContain("One.\n\nTwo.<end_of_turn>");
});

test("a template that loses what is said, or is none, is refused", () => {
  const model = { beginning: "", end: "" };
  expect(() => chatTemplate({ ...model, template: "{{ messages[0].role }}" }, [])).toThrow("leaves out what is said");
  expect(() => chatTemplate({ ...model, template: "{% for %}" }, [])).toThrow();
});
