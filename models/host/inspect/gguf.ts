import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { GgufInsights, readGgufFileInfo } from "node-llama-cpp";
import { fieldsOf } from "../../../base/json.ts";
import type { CatalogModel, ModelRole, ModelShape } from "../../catalog/model.ts";
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
  /** What it can do; null where it can neither complete code nor hold a conversation. */
  readonly role: ModelRole | null;
};

/** Reads the head of a file. Throws what node-llama-cpp throws. */
export async function ggufFacts(path: string): Promise<GgufFacts> {
  const { size } = await stat(path);
  const info = await readGgufFileInfo(path, { sourceType: "filesystem", logWarnings: false });
  if (!info.metadata?.general?.architecture) throw new Error("it is no GGUF file, or a damaged one");
  const insights = await GgufInsights.from(info);
  const { general, tokenizer } = info.metadata;
  const name = general.name || general.basename || basename(path, ".gguf");
  const texts = new Set(tokenizer.ggml.tokens);
  const description = { architecture: general.architecture, name, hasToken: (text: string) => texts.has(text) };
  const { architectureMetadata: architecture } = info;
  const known = familyOf(description);
  const family = known?.name ?? null;
  const hasChatTemplate = Boolean(tokenizer.chat_template);
  // What keeps a state beside keys and values cannot take the last tokens back.
  const unfitForTyping = insights.isHybrid || insights.isRecurrent;
  // Base models carry their family's template too: only the name tells who was taught to converse.
  const isTaught = /instruct|chat|\bit\b/i.test(`${fieldsOf(general).finetune ?? ""} ${name}`);
  return {
    name,
    architecture: general.architecture,
    family,
    parameters: (info.fullTensorInfo ?? []).reduce(
      (sum, { dimensions }) => sum + dimensions.reduce<number>((product, each) => product * Number(each), 1),
      0,
    ),
    quantization: quantizationIn(basename(path)),
    contextTokens: numberOf(architecture.context_length),
    shape: shapeOf(architecture, texts.size),
    unfitForTyping,
    licence: general.license ?? "unknown",
    bytes: size,
    role: roleOf(known !== undefined && !known.rewritesOnly, hasChatTemplate, { isTaught, unfitForTyping }),
  };
}

function roleOf(
  hasFamily: boolean,
  hasChatTemplate: boolean,
  { isTaught, unfitForTyping }: { readonly isTaught: boolean; readonly unfitForTyping: boolean },
): ModelRole | null {
  if (!hasFamily || (unfitForTyping && hasChatTemplate)) return hasChatTemplate ? "chat" : null;
  return hasChatTemplate && isTaught ? "both" : "completion";
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
