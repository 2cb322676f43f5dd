import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { GgufInsights, readGgufFileInfo } from "node-llama-cpp";
import { fieldsOf } from "../../../base/json.ts";
import type { CatalogModel, ModelShape } from "../../catalog/model.ts";
import { quantizationIn } from "../../catalog/quantization.ts";
import { familyOf } from "../../families.ts";

/** A GGUF's account of itself, in the words of the catalogue. */
export type GgufFacts = Pick<
  CatalogModel,
  "family" | "parameters" | "quantization" | "contextTokens" | "shape" | "unfitForTyping" | "licence"
> & {
  readonly name: string;
  readonly architecture: string;
  /** The size of this file; a split model has others beside it. */
  readonly bytes: number;
  /** It says how a conversation is written. */
  readonly hasChatTemplate: boolean;
};

/** Reads the head of a file. Throws what node-llama-cpp throws. */
export async function ggufFacts(path: string): Promise<GgufFacts> {
  const { size } = await stat(path);
  const info = await readGgufFileInfo(path, { sourceType: "filesystem", logWarnings: false });
  const insights = await GgufInsights.from(info);
  const { general, tokenizer } = info.metadata;
  const name = general.name || general.basename || basename(path, ".gguf");
  const texts = new Set(tokenizer.ggml.tokens);
  const description = { architecture: general.architecture, name, hasToken: (text: string) => texts.has(text) };
  const { architectureMetadata: architecture } = info;
  return {
    name,
    architecture: general.architecture,
    family: familyOf(description)?.name ?? null,
    parameters: (info.fullTensorInfo ?? []).reduce(
      (sum, { dimensions }) => sum + dimensions.reduce<number>((product, each) => product * Number(each), 1),
      0,
    ),
    quantization: quantizationIn(basename(path)),
    contextTokens: numberOf(architecture.context_length),
    shape: shapeOf(architecture, texts.size),
    // What keeps a state beside keys and values cannot take the last tokens back.
    unfitForTyping: insights.isHybrid || insights.isRecurrent,
    licence: general.license ?? "unknown",
    bytes: size,
    hasChatTemplate: Boolean(tokenizer.chat_template),
  };
}

function shapeOf(architecture: Readonly<Record<string, unknown>>, vocabulary: number): ModelShape | null {
  const attention = fieldsOf(architecture.attention);
  const layers = numberOf(architecture.block_count);
  const heads = numberOf(attention.head_count);
  const width = numberOf(architecture.embedding_length);
  const kvHeads = numberOf(attention.head_count_kv) ?? heads;
  const headSize = numberOf(attention.key_length) ?? (width && heads && width / heads);
  return layers && kvHeads && headSize ? { layers, kvHeads, headSize, vocabulary } : null;
}

/** Some models have a number for each layer: the largest is on the safe side. */
function numberOf(value: unknown): number | null {
  if (Array.isArray(value)) return Math.max(...value.map(Number));
  return typeof value === "number" || typeof value === "bigint" ? Number(value) : null;
}
