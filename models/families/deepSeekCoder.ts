import type { ModelFamily } from "../family.ts";
import { special, text } from "../prompt.ts";
import { pathCommented } from "./pathComments.ts";

const tokens = ["<｜fim▁begin｜>", "<｜fim▁hole｜>", "<｜fim▁end｜>"];

/** DeepSeek-Coder 1 and V2. The bars are fullwidth and the spaces are sentencepiece's `▁`. */
export const deepSeekCoder: ModelFamily = {
  name: "deepseek-coder",
  source: "https://github.com/deepseek-ai/DeepSeek-Coder",
  order: "prefix-suffix-middle",
  matches: (model) => tokens.every((token) => model.hasToken(token)),
  tokens,
  stopTokens: [...tokens, "<｜end▁of▁sentence｜>"],
  stopTexts: [],
  infill: ({ path, context, before, after, typed }) => [
    text(pathCommented(context, path)),
    special("<｜fim▁begin｜>"),
    text(before),
    special("<｜fim▁hole｜>"),
    text(after),
    special("<｜fim▁end｜>"),
    text(typed),
  ],
};
