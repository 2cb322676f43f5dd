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
    { end: 1, probability: 0.25, steps: 1 },
    { end: 2, probability: 0.25, steps: 2 },
  ]);
});

test("what the answer may well be is verified at once, and the answer is the same", async () => {
  let held = 0;
  const answer = "area(circle).";
  const predict = () => ({ token: answer.charCodeAt(held++), probability: 0.5 });
  const asked = async (drafts: readonly string[]) => {
    held = 0;
    const verifying = { verify: async (tokens: readonly number[]) => tokens.map(predict), next: async () => predict() };
    // What was verified in vain leaves the cache again.
    const keepPrefixOf = async (tokens: readonly number[]) => {
      held = tokens.length - "a prompt".length + 1;
      return tokens.length;
    };
    const request = { priority: "typing", subject: "a", maxTokens: 20, maxMs: 1000, drafts } as const;
    const prompt = { segments: [text("a prompt")], stopTokens: [], stopTexts: ["."] };
    const generator = writing("", 1, { ...verifying, keepPrefixOf, commonPrefix: () => 8 }, 500);
    const { text: said, probabilities } = await generator.generate(
      { ...request, prompt },
      () => {},
      CancellationToken.None,
      async () => 0,
    );
    return [said, probabilities.at(-1)?.steps];
  };
  expect(await asked([])).toEqual(["area(circle)", 12]);
  expect(await asked(["area(circle)"])).toEqual(["area(circle)", 1]);
  expect(await asked(["area(square)", "sum"])).toEqual(["area(circle)", 7]);
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
