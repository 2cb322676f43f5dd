import { expect, test } from "@jest/globals";
import { CancellationToken } from "vscode-languageserver/node";
import { DamagedWeights, type Generator, type PromptRequest } from "../../../models/host/generator.ts";
import { text } from "../../../models/prompt.ts";
import { writing } from "./letters.ts";

function generate(generator: Generator, maxTokens = 20, said = "a prompt of some length", maxMs = 1000) {
  const prompt = { segments: [text(said)], stopTokens: [], stopTexts: ["."] };
  const request: PromptRequest = { prompt, priority: "typing", subject: "a", maxTokens, maxMs };
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

test("a long prompt is read in whole tiles of the processor, but for its beginning", async () => {
  const chunks: number[] = [];
  let held = 0;
  const generator = writing("a.", 1, {
    keepPrefixOf: async () => 0,
    evaluate: async ({ length }) => {
      chunks.push(length);
      held += length;
    },
  });
  const { evaluatedTokens } = await generate(generator, 20, "x".repeat(501));
  expect(chunks.slice(-3).every((length) => length % 64 === 0)).toBe(true);
  expect([held, evaluatedTokens]).toEqual([500, 501]);
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

test("an answer ends when its time is over, unless the speed is pinned to measure quality", async () => {
  const endOf = async (steady?: number) => (await generate(writing("ab", 0.5, {}, steady), 4, "a prompt", 0)).end;
  expect(await endOf()).toBe("maxMs");
  expect(await endOf(500)).toBe("maxTokens");
});
