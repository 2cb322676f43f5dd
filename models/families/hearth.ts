import type { ContextFile, ModelFamily } from "../family.ts";
import { special, text } from "../prompt.ts";

/**
 * The models that come with Hearth. Their tokens have Qwen's names but their order is suffix-first,
 * so they are told apart by name, never by tokens.
 *
 * The prefix comes last and the middle continues it, as in the suffix-first format they were trained on.
 */
export const hearth: ModelFamily = {
  name: "hearth",
  source: "models/embedded/README.md",
  order: "suffix-prefix-middle",
  matches: (model) => model.name.startsWith("hearth-"),
  tokens: ["<|fim_prefix|>", "<|fim_suffix|>", "<|fim_middle|>", "<|file_sep|>"],
  stopTokens: ["<|file_sep|>", "<|repo_name|>", "<|fim_pad|>", "<|fim_prefix|>", "<|fim_suffix|>", "<|fim_middle|>"],
  stopTexts: [],
  infill: ({ path, context, before, after, typed }) => [
    ...context.flatMap(file),
    ...file({ path, text: "" }),
    special("<|fim_prefix|>"),
    special("<|fim_suffix|>"),
    text(after),
    special("<|fim_middle|>"),
    text(before + typed),
  ],
};

function file({ path, text: content }: ContextFile) {
  return [special("<|file_sep|>"), text(content ? `${path}\n${content}\n` : `${path}\n`)];
}
