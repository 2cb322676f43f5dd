import type { ModelFamily } from "../family.ts";
import { special, text } from "../prompt.ts";
import { pathCommented } from "./pathComments.ts";

const tokens = ["<fim-prefix>", "<fim-suffix>", "<fim-middle>"];

/** SantaCoder: hyphens where StarCoder has underscores, and no token for file names. */
export const santaCoder: ModelFamily = {
  name: "santacoder",
  source: "https://huggingface.co/bigcode/santacoder",
  order: "prefix-suffix-middle",
  matches: (model) => tokens.every((token) => model.hasToken(token)),
  tokens,
  stopTokens: [...tokens, "<fim-pad>", "<|endoftext|>"],
  stopTexts: [],
  infill: ({ path, context, before, after, typed }) => [
    special("<fim-prefix>"),
    text(pathCommented(context, path) + before),
    special("<fim-suffix>"),
    text(after),
    special("<fim-middle>"),
    text(typed),
  ],
};
