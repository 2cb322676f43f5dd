import type { InfillParts, ModelFamily } from "../family.ts";
import { special, text } from "../prompt.ts";

const tokens = ["<|fim_prefix|>", "<|fim_suffix|>", "<|fim_middle|>", "<|repo_name|>", "<|file_sep|>"];

/**
 * Qwen2.5-Coder and Qwen3-Coder. Every Qwen since 2.5 has these tokens, and OpenCoder and the next-edit models took
 * them over. So the name has to say that it is a Qwen trained to code.
 */
export const qwenCoder: ModelFamily = {
  name: "qwen-coder",
  source: "https://github.com/QwenLM/Qwen2.5-Coder",
  order: "prefix-suffix-middle",
  matches: (model) => /qwen.*coder/i.test(model.name) && tokens.every((token) => model.hasToken(token)),
  tokens,
  stopTokens: [...tokens, "<|fim_pad|>", "<|endoftext|>", "<|im_end|>"],
  stopTexts: [],
  infill: (parts) => [
    ...repository(parts),
    special("<|fim_prefix|>"),
    text(parts.before),
    special("<|fim_suffix|>"),
    text(parts.after),
    special("<|fim_middle|>"),
    text(parts.typed),
  ],
};

/** The repository-level format; a file without context is asked for in the single-file one. */
function repository({ repository: name, path, context }: InfillParts) {
  if (context.length === 0) return [];
  return [
    special("<|repo_name|>"),
    text(`${name}\n`),
    ...context.flatMap((file) => [special("<|file_sep|>"), text(`${file.path}\n${file.text}\n`)]),
    special("<|file_sep|>"),
    text(`${path}\n`),
  ];
}
