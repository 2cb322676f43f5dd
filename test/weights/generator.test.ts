import { beforeAll, expect, test } from "@jest/globals";
import { CancellationToken, CancellationTokenSource } from "vscode-languageserver/node";
import { PromptTooLong } from "../../models/engine.ts";
import { hearth } from "../../models/families/hearth.ts";
import { infillPrompt } from "../../models/family.ts";
import { Generator, type HostGeneration, type PromptRequest } from "../../models/host/generator.ts";
import type { OpenModel } from "../../models/host/llama.ts";
import { Queue, type QueuedJob } from "../../models/host/queue.ts";
import { Sequences } from "../../models/host/sequences.ts";
import { textTokens } from "../../models/host/tokens.ts";
import { opened } from "./opened.ts";

let model: OpenModel;
beforeAll(async () => {
  model = await opened();
});

const generator = () => {
  const sequences = new Sequences(model.editSequences, model.openActionSequence);
  return new Generator(model.vocabulary, sequences, model.contextTokens, model.batchTokens);
};

function request(before: string, options: Partial<PromptRequest> = {}): PromptRequest {
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

const forget = () => Promise.all(model.editSequences.map((sequence) => sequence.keepPrefixOf([])));
const alone = async () => 0;
const ask = (asked: PromptRequest, onText: (text: string) => void = () => {}) =>
  generator().generate(asked, ({ text }) => onText(text), CancellationToken.None, alone);

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
  const pending = generator().generate(request(before), () => {}, source.token, alone);
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

test("a word that the cursor stands in is finished, and its letters are not repeated", async () => {
  const { text } = await ask(request("for i in ran"));
  expect(text).toMatch(/^ge\(/);
});

const begun = (before: string, begun: string, options: Partial<PromptRequest> = {}): PromptRequest => {
  const asked = request(before, options);
  return { ...asked, prompt: { ...asked.prompt, begun } };
};

test("what the answer begins with is written in the model's tokens and is no part of the text", async () => {
  const { text } = await ask(begun("for i in", " ran"));
  expect(text).toMatch(/^ge\(/);
});

test.each([" zqxj", "größ", "(", "  \t", "日本", "\n    ret", "😀"])(
  "the answer goes on behind %j, whatever the model thinks of it",
  async (typed) => {
    const { text, generatedTokens, end } = await ask(begun("x =", typed, { maxTokens: 4 }));
    expect(end).toBe("maxTokens");
    expect(generatedTokens).toBeGreaterThan(4);
    expect(text).not.toMatch(/^\ufffd/);
  },
);

test("more letters of a word cost no token of the prompt", async () => {
  await ask(begun("def area(radius):\n    return math.pi *", " r"));
  const { evaluatedTokens } = await ask(begun("def area(radius):\n    return math.pi *", " radi"));
  expect(evaluatedTokens).toBe(1);
});

test("what it only repeats does not count as text that was asked for", async () => {
  const asked = begun("for i in", " range(len", { maxTokens: 2 });
  const { text, end } = await ask(asked);
  expect(end).toBe("maxTokens");
  expect(text.length).toBeGreaterThan(1);
});

test("every token of the text has a probability and its place, in the order of the text", async () => {
  const { text, probabilities } = await ask(request("def area(radius):\n    return ", { maxTokens: 20 }));
  const ends = probabilities.map(({ end }) => end);
  expect(ends).toEqual([...ends].sort((a, b) => a - b));
  expect(ends.at(-1)).toBe(text.length);
  for (const { probability } of probabilities) {
    expect(probability).toBeGreaterThan(0);
    expect(probability).toBeLessThanOrEqual(1);
  }
});

test("background work that pauses for a keystroke says the same as undisturbed", async () => {
  const queue = new Queue();
  const shared = generator();
  const prefetch = request("def perimeter(radius):\n    return 2 * ", { priority: "background", maxTokens: 30 });
  const undisturbed = await ask(prefetch);
  await forget();
  const submit = (asked: PromptRequest, subject: string, onText = () => {}) => {
    const run: QueuedJob<HostGeneration>["run"] = (token, turn) => shared.generate(asked, onText, token, turn);
    return queue.submit({ priority: asked.priority, client: "c", subject, run }, CancellationToken.None);
  };
  const typing: Promise<unknown>[] = [];
  const disturbed = submit(prefetch, "b", () => {
    if (typing.length > 2) return;
    // Both caches are taken from it.
    typing.push(submit(request(`x${typing.length} = `), `typed ${typing.length}`));
  });
  expect((await disturbed)?.text).toBe(undisturbed.text);
  expect(typing).toHaveLength(3);
});

test("an action leaves the cache of the typed text as it was", async () => {
  const shared = generator();
  const run = (asked: PromptRequest) => shared.generate(asked, () => {}, CancellationToken.None, alone);
  const before = "def area(radius):\n    return math.pi * ";
  await run(request(before));
  await run(request("total = 0\nfor each in ", { priority: "action" }));
  expect((await run(request(before))).evaluatedTokens).toBe(1);
});

test("a request for no tokens fills the cache and says nothing", async () => {
  await forget();
  const before = "def area(radius):\n    return math.pi * ";
  const { text, generatedTokens } = await ask(request(before, { maxTokens: 0, priority: "background" }));
  expect({ text, generatedTokens }).toEqual({ text: "", generatedTokens: 0 });
  expect((await ask(request(before))).evaluatedTokens).toBe(1);
});

test("an answer that strays does so in the same way each time", async () => {
  const stray = request("def area(radius):\n    ", { temperature: 0.9 });
  expect((await ask(stray)).text).toBe((await ask(stray)).text);
});

test("another draw strays in another way", async () => {
  const stray = request("def area(radius):\n    ", { temperature: 0.9 });
  expect((await ask({ ...stray, draw: 1 })).text).not.toBe((await ask(stray)).text);
});
