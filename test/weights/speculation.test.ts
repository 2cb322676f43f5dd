import { beforeAll, expect, test } from "@jest/globals";
import { CancellationToken, CancellationTokenSource } from "vscode-languageserver/node";
import { Generator, type HostGeneration } from "../../models/host/generator.ts";
import type { OpenModel } from "../../models/host/llama.ts";
import { promptLookup } from "../../models/host/promptLookup.ts";
import { Sequences } from "../../models/host/sequences.ts";
import type { Guesser } from "../../models/host/speculation.ts";
import { opened } from "./opened.ts";

let model: OpenModel;
beforeAll(async () => {
  model = await opened();
});

/** Drafts whenever there is something to draft, whatever it costs. */
function eager(): Guesser & { drafted: number } {
  const guesser = {
    drafted: 0,
    begin: () => {},
    draft: (tokens: readonly number[], mostTokens: number) => promptLookup(tokens, Math.min(mostTokens, 7)),
    took: (_ms: number, draft: readonly number[]) => {
      guesser.drafted += draft.length;
    },
  };
  return guesser;
}
const never: Guesser = { begin: () => {}, draft: () => [], took: () => {} };

const loop = "for (const item of items) {\n  total += item.price;\n}\n";
const prompts = [
  `${loop}${loop}`,
  "def area(radius):\n    return math.pi * radius ** 2\n\ndef area(",
  "import os\nimport sys\nimport re\nimport os\n",
  "const a = 1;\nconst b = 2;\nconst c = 3;\nconst ",
];

function generate(text: string, guesser: Guesser, token = CancellationToken.None, turn = async () => 0) {
  const sequences = new Sequences(model.editSequences, async () => undefined);
  const generator = new Generator(model.vocabulary, sequences, model.contextTokens, model.batchTokens, { guesser });
  const prompt = { segments: [{ text }], stopTokens: [], stopTexts: [] };
  const request = { prompt, priority: "action", subject: "a", maxTokens: 60, maxMs: 60_000 } as const;
  return generator.generate(request, () => {}, token, turn);
}

test.each(prompts)("what is verified is what would have been written: %j", async (text) => {
  const guesser = eager();
  const { text: plain, end } = await generate(text, never);
  expect(await generate(text, guesser)).toMatchObject({ text: plain, end });
  expect(guesser.drafted).toBeGreaterThan(0);
});

/** Ends of what the model writes, whole and with a wrong word, and something else altogether. */
const draftsOf = (answer: string) => [
  answer.slice(0, 20),
  answer.replace(/\w+/, "other"),
  "const wholly = something(else);",
];

test.each([
  ["def area(radius):\n    return math.pi * radius ** 2\n\ndef per", ""],
  ["const total = items.reduce(add, 0);\n", "const tot"],
  ["for (const item of items) {\n", "  item.pri"],
])("whatever is drafted, the answer is the same token by token: %j", async (text, begun) => {
  const prompt = { segments: [{ text }], stopTokens: [], stopTexts: [], begun };
  const ask = (drafts: readonly string[]) => {
    const sequences = new Sequences(model.editSequences, async () => undefined);
    const means = { steadyTokensPerSecond: 500 };
    const generator = new Generator(model.vocabulary, sequences, model.contextTokens, model.batchTokens, means);
    const request = { prompt, priority: "typing", subject: "a", maxTokens: 24, maxMs: 60_000, drafts } as const;
    return generator.generate(
      request,
      () => {},
      CancellationToken.None,
      async () => 0,
    );
  };
  const ends = ({ probabilities }: HostGeneration) => probabilities.map(({ end }) => end);
  const plain = await ask([]);
  for (const draft of draftsOf(plain.text)) {
    const drafted = await ask([draft]);
    expect([drafted.text, ends(drafted)]).toEqual([plain.text, ends(plain)]);
  }
  const stepsOf = ({ probabilities }: HostGeneration) => probabilities.at(-1)?.steps ?? 0;
  expect(stepsOf(await ask([plain.text]))).toBeLessThan(stepsOf(plain));
});

test("an answer whose cache others take meanwhile goes on as if they had not", async () => {
  const [text = ""] = prompts;
  const { text: plain } = await generate(text, never);
  let turns = 0;
  const disturbed = async () => {
    if (++turns % 3 !== 0) return 0;
    for (const sequence of model.editSequences) await sequence.keepPrefixOf([]);
    return 1;
  };
  expect((await generate(text, eager(), CancellationToken.None, disturbed)).text).toBe(plain);
});

test("a cancel ends an answer that is guessed", async () => {
  const source = new CancellationTokenSource();
  const turn = async () => {
    source.cancel();
    return 0;
  };
  expect((await generate(prompts[0] as string, eager(), source.token, turn)).end).toBe("cancelled");
});
