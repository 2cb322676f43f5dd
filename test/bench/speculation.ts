/**
 * What guessing from the prompt is worth on this machine: how long steps take that verify drafts, and how fast an
 * answer that copies comes with and without. A model of random weights copies nothing, so the answer's own tokens are
 * put into its prompt: every guess is right, which is the most that there is to win.
 * `node dist/test/bench/speculation.js [--model GGUF] [--threads N] [--tokens N]`
 */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { CancellationToken } from "vscode-languageserver/node";
import { continuation } from "../../models/host/continuation.ts";
import { Generator } from "../../models/host/generator.ts";
import { openModel } from "../../models/host/llama.ts";
import { Sequences } from "../../models/host/sequences.ts";
import { type Guesser, Speculation } from "../../models/host/speculation.ts";
import { defaultConfig, hostSettings } from "../../server/config.ts";
import { percentile } from "./lib/percentile.ts";

const { values } = parseArgs({
  options: {
    model: { type: "string", default: "embedded" },
    threads: { type: "string", default: "1" },
    tokens: { type: "string", default: "96" },
  },
});
const ignore = () => {};
const path = values.model === "embedded" ? "embedded" : resolve(values.model);
const config = { ...defaultConfig, model: path, threads: Number(values.threads), gpu: "off" as const };
const model = await openModel(hostSettings(config), ignore, ignore);
const maxTokens = Number(values.tokens);
const [sequence] = model.editSequences;
if (!sequence) throw new Error("a model without a sequence");

const code =
  "export function total(items: readonly Item[]): number {\n  let sum = 0;\n  for (const item of items) sum += item.price;\n  return sum;\n}\n";
const copied = code.repeat(3);

for (const length of [0, 3, 7, 15]) {
  const ms = await stepMs(length);
  console.log(`${`step of ${length + 1}`.padEnd(24)}${ms.toFixed(1)} ms, ${(ms / (length + 1)).toFixed(1)} a token`);
}
const never: Guesser = { begin: ignore, draft: () => [], took: ignore };
const plain = await answer(never);
const guessed = await answer(new Speculation());
console.log(`${"plain".padEnd(24)}${plain.toFixed(2)} CPU seconds`);
console.log(
  `${"guessed".padEnd(24)}${guessed.toFixed(2)} CPU seconds, ${((100 * guessed) / plain).toFixed(0)} % of plain`,
);
process.exit(0);

/** Median of what a step takes that verifies a draft of this length. */
async function stepMs(length: number): Promise<number> {
  const tokens = model.vocabulary.tokenize(copied).slice(0, 256);
  const times: number[] = [];
  for (let round = 0; round < 9; round++) {
    await sequence?.keepPrefixOf(tokens.slice(0, -1));
    const held = (await sequence?.keepPrefixOf(tokens.slice(0, -1))) ?? 0;
    if (held < tokens.length - 1) await sequence?.evaluate(tokens.slice(held, -1));
    const startedMs = performance.now();
    await sequence?.verify([tokens.at(-1) as number, ...tokens.slice(0, length)]);
    times.push(performance.now() - startedMs);
  }
  return percentile(times, 0.5);
}
