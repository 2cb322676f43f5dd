/**
 * What it costs that a prompt can be called off while it is read: processor time in chunks against the same tokens in
 * one piece, and how long a chunk keeps others waiting.
 * `npm run build && node dist/test/bench/reading.js [--model GGUF] [--threads N] [--rounds N] [TOKENS...]`
 */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { CancellationToken } from "vscode-languageserver/node";
import { Generator } from "../../models/host/generator.ts";
import { openModel } from "../../models/host/llama.ts";
import { Sequences } from "../../models/host/sequences.ts";
import { text } from "../../models/prompt.ts";
import { sampleCode } from "../../models/sampleCode.ts";
import { defaultConfig } from "../../server/config/config.ts";
import { hostSettings } from "../../server/engines/hostSettings.ts";
import { spread } from "./lib/percentile.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    model: { type: "string", default: "embedded" },
    threads: { type: "string", default: "1" },
    rounds: { type: "string", default: "3" },
  },
});
const sizes = positionals.length > 0 ? positionals.map(Number) : [300, 1000, 2000];
const rounds = Number(values.rounds);
const model = values.model === "embedded" ? "embedded" : resolve(values.model);
const settings = hostSettings({ ...defaultConfig, model, gpu: "off", threads: Number(values.threads) });

const opened = await openModel(
  settings,
  () => {},
  () => {},
);
const [sequence] = opened.editSequences;
if (!sequence) throw new Error("a model without a sequence");
const chunks: { tokens: number; ms: number; cpuMs: number }[] = [];
const watched = {
  ...sequence,
  evaluate: async (tokens: readonly number[]) => {
    const cost = await costOf(() => sequence.evaluate(tokens));
    chunks.push({ tokens: tokens.length, ...cost });
  },
};
const sequences = new Sequences([watched], async () => undefined);
const generator = new Generator(opened.vocabulary, sequences, opened.contextTokens, opened.batchTokens);

for (const size of sizes.filter((tokens) => tokens < opened.contextTokens)) {
  const code = codeOf(size);
  const tokens = opened.vocabulary.tokenize(code);
  const inChunks: number[] = [];
  const atOnce: number[] = [];
  chunks.length = 0;
  for (let round = 0; round < rounds; round++) {
    await sequence.keepPrefixOf([]);
    inChunks.push((await costOf(() => read(code))).cpuMs);
    await sequence.keepPrefixOf([]);
    atOnce.push((await costOf(() => sequence.evaluate(tokens))).cpuMs);
  }
  const above = Math.min(...inChunks) / Math.min(...atOnce) - 1;
  process.stdout.write(
    `${tokens.length} tokens: ${(100 * above).toFixed(1)} % above one piece of ${Math.min(...atOnce).toFixed(0)} ms; ` +
      `chunks of ${[...new Set(chunks.map((chunk) => chunk.tokens))].join(", ")} tokens take ` +
      `${spread(chunks.map(({ ms }) => ms))} ms, of processor ${spread(chunks.map(({ cpuMs }) => cpuMs))} ms\n`,
  );
}
process.exit(0);

function read(code: string): Promise<unknown> {
  const prompt = { segments: [text(code)], stopTokens: [], stopTexts: [] };
  const request = { prompt, priority: "typing", subject: "a", maxTokens: 0, maxMs: 600_000 } as const;
  return generator.generate(
    request,
    () => {},
    CancellationToken.None,
    async () => 0,
  );
}

async function costOf(work: () => Promise<unknown>): Promise<{ ms: number; cpuMs: number }> {
  const startedMs = performance.now();
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return { ms: performance.now() - startedMs, cpuMs: (user + system) / 1000 };
}

/** Code of about so many tokens. */
function codeOf(tokens: number): string {
  const perCharacter = opened.vocabulary.tokenize(sampleCode).length / sampleCode.length;
  const length = Math.round(tokens / perCharacter);
  return sampleCode.repeat(Math.ceil(length / sampleCode.length)).slice(0, length);
}
