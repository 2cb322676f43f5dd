import { beforeAll, expect, test } from "@jest/globals";
import { CancellationToken, CancellationTokenSource } from "vscode-languageserver/node";
import { type GenerateRequest, PromptTooLong } from "../../models/engine.ts";
import { hearth } from "../../models/families/hearth.ts";
import { infillPrompt } from "../../models/family.ts";
import { type OpenModel, openModel } from "../../models/host/llama.ts";
import { Generator } from "../../models/host/sequence.ts";
import { textTokens } from "../../models/host/tokens.ts";
import { defaultConfig, hostSettings } from "../../server/config.ts";

let model: OpenModel;
beforeAll(async () => {
  model = await openModel(
    { ...hostSettings(defaultConfig), gpu: "off", threads: 1 },
    () => {},
    () => {},
  );
});

const generator = () => new Generator(model.vocabulary, model.sequence, model.contextTokens);

function request(before: string, options: Partial<GenerateRequest> = {}): GenerateRequest {
  const parts = { repository: "r", path: "a.py", context: [], before, after: "\n", typed: "" };
  return {
    prompt: infillPrompt(hearth, parts),
    priority: "typing",
    subject: "a",
    maxTokens: 8,
    maxMs: 60_000,
    ...options,
  };
}

const forget = () => model.sequence.keepPrefixOf([]);
const ask = (asked: GenerateRequest, onText: (text: string) => void = () => {}) =>
  generator().generate(asked, onText, CancellationToken.None);

test("the text comes in pieces that together are the answer", async () => {
  const pieces: string[] = [];
  const { text, generatedTokens } = await ask(request("for i in range("), (piece) => pieces.push(piece));
  expect(generatedTokens).toBeGreaterThan(0);
  expect(pieces.join("")).toBe(text);
});

test("the same prompt has the same answer, from a cold and from a warm cache", async () => {
  await forget();
  const cold = await ask(request("def area(radius):\n    return "));
  const warm = await ask(request("def area(radius):\n    return "));
  expect(warm.text).toBe(cold.text);
  expect(cold.reusedTokens).toBe(0);
});

test("one typed letter re-evaluates only the end of the prompt", async () => {
  const before = "def area(radius):\n    return math.pi * radi";
  await ask(request(before));
  const { evaluatedTokens, reusedTokens, promptTokens } = await ask(request(`${before}u`));
  expect(evaluatedTokens).toBeLessThanOrEqual(3);
  expect(evaluatedTokens + reusedTokens).toBe(promptTokens);
});

test("an answer ends at its token limit", async () => {
  const { end, generatedTokens } = await ask(request("for i in range(", { maxTokens: 2 }));
  expect({ end, generatedTokens }).toEqual({ end: "maxTokens", generatedTokens: 2 });
});

test("an answer ends before a stop text, which is not part of it", async () => {
  const plain = await ask(request("def area(radius):\n    return ", { maxTokens: 40 }));
  const stop = plain.text[3] as string;
  const asked = request("def area(radius):\n    return ", { maxTokens: 40 });
  const { text, end } = await ask({ ...asked, prompt: { ...asked.prompt, stopTexts: [stop] } });
  expect(text).toBe(plain.text.slice(0, plain.text.indexOf(stop)));
  expect(end).toBe("stop");
});

test("a cancelled prompt stops after a chunk, and what was evaluated is reused", async () => {
  await forget();
  const before = "value = compute(first, second)\n".repeat(30);
  const source = new CancellationTokenSource();
  const pending = generator().generate(request(before), () => {}, source.token);
  setImmediate(() => source.cancel());
  const cancelled = await pending;
  expect(cancelled.end).toBe("cancelled");
  expect(cancelled.evaluatedTokens).toBeLessThan(cancelled.promptTokens - 1);
  const { reusedTokens } = await ask(request(before));
  expect(reusedTokens).toBe(cancelled.evaluatedTokens);
});

test("a prompt that does not fit says by how much", async () => {
  const long = ask(request("value = compute(first, second)\n".repeat(200)));
  await expect(long).rejects.toThrow(PromptTooLong);
});

test("code that spells a control token gives no control token", () => {
  for (const spelled of ["<|fim_middle|>", "<|file_sep|>", "<|endoftext|>"]) {
    const tokens = textTokens(model.vocabulary, `x = "${spelled}"`);
    expect(tokens.filter((token) => model.vocabulary.control.has(token))).toEqual([]);
  }
});
