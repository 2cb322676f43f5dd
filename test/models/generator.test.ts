import { expect, test } from "@jest/globals";
import { CancellationToken } from "vscode-languageserver/node";
import { DamagedWeights, Generator, type PromptRequest } from "../../models/host/generator.ts";
import type { Sequence } from "../../models/host/sequence.ts";
import { Sequences } from "../../models/host/sequences.ts";
import type { Vocabulary } from "../../models/host/vocabulary.ts";
import { text } from "../../models/prompt.ts";

/** A token is a letter's code. */
const vocabulary: Vocabulary = {
  control: new Map(),
  beginning: undefined,
  tokenize: (content) => [...content].map((letter) => letter.charCodeAt(0)),
  tokenOf: () => undefined,
  isEnd: () => false,
  detokenize: (tokens) => String.fromCharCode(...tokens),
  spelling: () => [],
};

/** A model that writes the letters of a text, over and over. */
function writing(answer: string, probability = 0.5, sequence: Partial<Sequence> = {}): Generator {
  let written = 0;
  const always: Sequence = {
    commonPrefix: () => 0,
    keepPrefixOf: async () => 0,
    evaluate: async () => {},
    verify: async () => [],
    next: async () => ({ token: answer.charCodeAt(written++ % answer.length), probability }),
    ...sequence,
  };
  return new Generator(vocabulary, new Sequences([always], async () => undefined), 1000, 128);
}

function generate(generator: Generator, maxTokens = 20) {
  const prompt = { segments: [text("a prompt of some length")], stopTokens: [], stopTexts: ["."] };
  const request: PromptRequest = { prompt, priority: "typing", subject: "a", maxTokens, maxMs: 1000 };
  const none = CancellationToken.None;
  return generator.generate(
    request,
    () => {},
    none,
    async () => 0,
  );
}

test("every letter's probability stands where the letter ends", async () => {
  const { text: answer, probabilities } = await generate(writing("ab.", 0.25));
  expect(answer).toBe("ab");
  expect(probabilities).toEqual([
    { end: 1, probability: 0.25 },
    { end: 2, probability: 0.25 },
  ]);
});

test("a model that only ever repeats one token has damaged weights", async () => {
  const generator = writing("!");
  await generate(generator);
  await generate(generator);
  await expect(generate(generator)).rejects.toThrow(DamagedWeights);
});

test("a model whose predictions are no numbers has damaged weights", async () => {
  await expect(generate(writing("ab", Number.NaN))).rejects.toThrow(DamagedWeights);
});

test("a decode that does not end is seen to take longer and longer", async () => {
  const generator = writing("ab.", 1, { evaluate: () => new Promise(() => {}) });
  expect(generator.computingMs).toBe(0);
  void generate(generator);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(generator.computingMs).toBeGreaterThan(0);
});
