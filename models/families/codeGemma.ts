import type { InfillParts, ModelFamily } from "../family.ts";
import { special, text } from "../prompt.ts";

const tokens = ["<|fim_prefix|>", "<|fim_suffix|>", "<|fim_middle|>", "<|file_separator|>"];

/** CodeGemma. A path is followed by a line break that is part of the format (figures 2 and 4). */
export const codeGemma: ModelFamily = {
  name: "code-gemma",
  source: "https://arxiv.org/abs/2406.11409",
  order: "prefix-suffix-middle",
  matches: (model) => tokens.every((token) => model.hasToken(token)),
  tokens,
  stopTokens: [...tokens, "<end_of_turn>", "<eos>"],
  stopTexts: [],
  infill: (parts) => [
    ...separated(parts),
    special("<|fim_prefix|>"),
    text(parts.before),
    special("<|fim_suffix|>"),
    text(parts.after),
    special("<|fim_middle|>"),
    text(parts.typed),
  ],
};

function separated({ path, context }: InfillParts) {
  if (context.length === 0) return [];
  return [...context, { path, text: "" }].flatMap((file) => [
    special("<|file_separator|>"),
    text(`${file.path}\n${file.text}`),
  ]);
}
