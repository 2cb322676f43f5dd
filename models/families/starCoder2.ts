import type { InfillParts, ModelFamily } from "../family.ts";
import { special, text } from "../prompt.ts";

const tokens = ["<fim_prefix>", "<fim_suffix>", "<fim_middle>", "<repo_name>", "<file_sep>"];

/** StarCoder2. In a repository the path of the current file stands behind the prefix token (section 5.1). */
export const starCoder2: ModelFamily = {
  name: "starcoder2",
  source: "https://arxiv.org/abs/2402.19173",
  order: "prefix-suffix-middle",
  matches: (model) => tokens.every((token) => model.hasToken(token)),
  tokens,
  stopTokens: [...tokens, "<fim_pad>", "<|endoftext|>"],
  stopTexts: [],
  infill: (parts) => [
    ...repository(parts),
    special("<fim_prefix>"),
    text(parts.context.length > 0 ? `${parts.path}\n${parts.before}` : parts.before),
    special("<fim_suffix>"),
    text(parts.after),
    special("<fim_middle>"),
    text(parts.typed),
  ],
};

function repository({ repository: name, context }: InfillParts) {
  if (context.length === 0) return [];
  return [
    special("<repo_name>"),
    text(name),
    ...context.flatMap((file) => [special("<file_sep>"), text(`${file.path}\n${file.text}`)]),
    special("<file_sep>"),
  ];
}
