/**
 * What guessing from the prompt is worth on this machine: what steps cost that verify drafts, and what an answer costs
 * that copies its prompt with an edit now and then, with and without guessing. The model computes everything; which
 * tokens follow is written down beforehand, so that a model of random weights can be asked.
 * `npm run bench:speculation -- [--model GGUF] [--threads N] [--every N]` (an edit every N tokens)
 */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { guessed } from "../../models/host/guessed.ts";
import { openModel } from "../../models/host/llama.ts";
import type { Prediction, Sequence } from "../../models/host/sequence.ts";
import { type Guesser, Speculation } from "../../models/host/speculation.ts";
import { defaultConfig } from "../../server/config/config.ts";
import { hostSettings } from "../../server/engines/hostSettings.ts";
import { randomFrom } from "../random.ts";
import { percentile } from "./lib/percentile.ts";

const { values } = parseArgs({
  options: {
    model: { type: "string", default: "embedded" },
    threads: { type: "string", default: "1" },
    every: { type: "string", default: "20" },
  },
});
const ignore = () => {};
const path = values.model === "embedded" ? "embedded" : resolve(values.model);
const settings = { ...hostSettings({ ...defaultConfig, model: path, threads: Number(values.threads) }), gpu: "off" };
const model = await openModel(settings as Parameters<typeof openModel>[0], ignore, ignore);
const [sequence] = model.editSequences as [Sequence];
const random = randomFrom(1);
const prompt = Array.from({ length: 200 }, () => 100 + Math.floor(random() * 5000));
const edited = prompt.map((token, index) => (index % Number(values.every) === 19 ? 99 : token));
const rounds = 7;

for (const length of [0, 1, 3, 7, 15]) {
  const ms = await stepMs(length);
  console.log(
    `${`step of ${length + 1}`.padEnd(12)}${ms.toFixed(1)} ms of CPU, ${(ms / (length + 1)).toFixed(1)} a token`,
  );
}
const never: Guesser = { begin: ignore, draft: () => [], took: ignore };
const plain = await answerMs(never);
const speculation = new Speculation();
await answerMs(speculation);
const withGuesses = await answerMs(speculation);
console.log(`${"plain".padEnd(12)}${plain.toFixed(0)} ms of CPU for ${edited.length} tokens`);
console.log(`${"guessed".padEnd(12)}${((100 * withGuesses) / plain).toFixed(0)} % of that`);
process.exit(0);

/** Median of what a step costs that verifies a draft of this length. */
async function stepMs(length: number): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await hold(prompt.slice(0, -1));
    times.push(await cpuMs(() => sequence.verify(prompt.slice(-1 - length))));
  }
  return percentile(times, 0.5);
}

async function answerMs(guesser: Guesser): Promise<number> {
  await hold(prompt.slice(0, -1));
  const tokens = [...prompt];
  const whole = [...prompt, ...edited];
  guesser.begin();
  return cpuMs(async () => {
    while (tokens.length < whole.length) {
      const followed = await guessed(following(whole, tokens), tokens, whole.length - tokens.length, guesser);
      tokens.push(...followed.map(({ token }) => token));
    }
  });
}

/** The model, which predicts at its own cost what is written down. */
function following(whole: readonly number[], held: readonly number[]): Sequence {
  const written = (predictions: readonly Prediction[]) =>
    predictions.map((prediction, index) => ({ ...prediction, token: whole[held.length + index] as number }));
  return {
    ...sequence,
    next: async (token, temperature) => written([await sequence.next(token, temperature)])[0] as Prediction,
    verify: async (tokens) => written(await sequence.verify(tokens)),
  };
}

async function hold(tokens: readonly number[]): Promise<void> {
  const held = await sequence.keepPrefixOf(tokens);
  if (held < tokens.length) await sequence.evaluate(tokens.slice(held));
}

async function cpuMs(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
