import type { ContextFile, ModelFamily } from "../family.ts";
import { special, text } from "../prompt.ts";

const tokens = ["<fim_suffix>", "<fim_prefix>", "<fim_middle>", "<filename>"];

/** JetBrains Mellum: StarCoder's tokens suffix-first, so the name decides. A file is named even when alone. */
export const mellum: ModelFamily = {
  name: "mellum",
  source: "https://huggingface.co/JetBrains/Mellum-4b-base",
  order: "suffix-prefix-middle",
  matches: (model) => /mellum/i.test(model.name) && tokens.every((token) => model.hasToken(token)),
  tokens,
  stopTokens: [...tokens, "<|endoftext|>"],
  stopTexts: [],
  infill: ({ path, context, before, after, typed }) => [
    ...context.flatMap(file),
    ...file({ path, text: "" }),
    special("<fim_suffix>"),
    text(after),
    special("<fim_prefix>"),
    text(before + typed),
    special("<fim_middle>"),
  ],
};

function file({ path, text: content }: ContextFile) {
  return [special("<filename>"), text(content ? `${path}\n${content}\n` : `${path}\n`)];
}
