import { expect, test } from "@jest/globals";
import { contextSizes, firstThatFits, layerCounts } from "../../../models/host/attempts.ts";

class InsufficientMemoryError extends Error {}

test("where memory is short the second document's cache is given up first, then half of the prompt", () => {
  expect(contextSizes(2048)).toEqual([
    { contextTokens: 2048, sequences: 2 },
    { contextTokens: 2048, sequences: 1 },
    { contextTokens: 1024, sequences: 1 },
    { contextTokens: 512, sequences: 1 },
  ]);
});

test("a small context is not made smaller", () => {
  expect(contextSizes(512).map(({ contextTokens }) => contextTokens)).toEqual([512, 512]);
});

test("layers that do not fit on the GPU are halved, then all are left to the processor", () => {
  expect(layerCounts(28, true)).toEqual([28, 14, 0]);
  expect(layerCounts("auto", true)).toEqual(["auto", 0]);
  expect(layerCounts("auto", false)).toEqual([0]);
});

test("the first choice that fits is taken, and what did not fit is logged", async () => {
  const logged: string[] = [];
  const attempt = async (tokens: number) => {
    if (tokens > 1000) throw new InsufficientMemoryError("too large");
    return `${tokens} tokens`;
  };
  const found = await firstThatFits([4000, 2000, 1000, 500], attempt, (message) => logged.push(message));
  expect(found).toEqual({ choice: 1000, result: "1000 tokens" });
  expect(logged).toEqual(["4000 does not fit into memory: too large", "2000 does not fit into memory: too large"]);
});

test("an error that has nothing to do with memory ends the attempts", async () => {
  const tried: number[] = [];
  const attempt = async (choice: number) => {
    tried.push(choice);
    throw new Error("Failed to load model");
  };
  await expect(firstThatFits([1, 2], attempt, () => {})).rejects.toThrow("Failed to load model");
  expect(tried).toEqual([1]);
});

test("when nothing fits the last error says why", async () => {
  const attempt = async (choice: number) => {
    throw new InsufficientMemoryError(`no room for ${choice}`);
  };
  await expect(firstThatFits([2, 1], attempt, () => {})).rejects.toThrow("no room for 1");
});
