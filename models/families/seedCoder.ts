import type { ModelFamily } from "../family.ts";
import { special, text } from "../prompt.ts";
import { pathCommented } from "./pathComments.ts";

const tokens = ["<[fim-suffix]>", "<[fim-prefix]>", "<[fim-middle]>"];

/** Seed-Coder: suffix first. Zed's models for next edits have the tokens too. */
export const seedCoder: ModelFamily = {
  name: "seed-coder",
  source: "https://arxiv.org/abs/2506.03524",
  order: "suffix-prefix-middle",
  matches: (model) => !/zeta/i.test(model.name) && tokens.every((token) => model.hasToken(token)),
  tokens,
  stopTokens: [...tokens, "<[end▁of▁sentence]>"],
  stopTexts: [],
  infill: ({ path, context, before, after, typed }) => [
    special("<[fim-suffix]>"),
    text(after),
    special("<[fim-prefix]>"),
    text(pathCommented(context, path) + before + typed),
    special("<[fim-middle]>"),
  ],
};
