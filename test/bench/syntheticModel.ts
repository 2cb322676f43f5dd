/**
 * Writes a GGUF of a given shape with random weights and a real vocabulary: it costs what a real model of that shape
 * costs, and writes nonsense. Its name makes it a prefix-suffix-middle model where the vocabulary has Qwen's tokens.
 * `npm run bench:synthetic -- OUT.gguf --shape 0.5b [--vocabulary GGUF] [--tokens N] [--context N] [--name NAME]`
 */
import { parseArgs } from "node:util";
import { embeddedModel } from "../../server/engines/modelPath.ts";
import { type Shape, writeSyntheticModel } from "./lib/syntheticModel.ts";

const shapes: Readonly<Record<string, Shape>> = {
  nano: { width: 64, layers: 2, heads: 2, kvHeads: 1, feedForward: 128 },
  tiny: { width: 128, layers: 4, heads: 4, kvHeads: 2, feedForward: 384 },
  "0.1b": { width: 512, layers: 12, heads: 8, kvHeads: 2, feedForward: 2048 },
  "0.5b": { width: 896, layers: 24, heads: 14, kvHeads: 2, feedForward: 4864 },
  "1.5b": { width: 1536, layers: 28, heads: 12, kvHeads: 2, feedForward: 8960 },
  "7b": { width: 3584, layers: 28, heads: 28, kvHeads: 4, feedForward: 18_944 },
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    shape: { type: "string", default: "tiny" },
    vocabulary: { type: "string", default: embeddedModel },
    tokens: { type: "string", default: "0" },
    context: { type: "string", default: "32768" },
    name: { type: "string", default: "synthetic-qwen-coder" },
  },
});
const [path] = positionals;
const shape = shapes[values.shape];
if (!path || !shape) throw new Error(`usage: OUT.gguf --shape ${Object.keys(shapes).join("|")}`);
writeSyntheticModel(path, {
  shape,
  vocabularyPath: values.vocabulary,
  smallestVocabulary: Number(values.tokens),
  contextTokens: Number(values.context),
  name: values.name,
});
