import type { ModelFamily } from "../family.ts";
import { starCoderInfill } from "./starCoder.ts";

const spelling = {
  prefix: "<|fim_prefix|>",
  suffix: "<|fim_suffix|>",
  middle: "<|fim_middle|>",
  filename: "<|filename|>",
};

const tokens = Object.values(spelling);

/** Granite 4: StarCoder's format in another spelling, which other models have without the training. */
export const granite4: ModelFamily = {
  name: "granite4",
  source: "https://www.ibm.com/granite/docs/use-cases/prompt-engineering",
  order: "prefix-suffix-middle",
  matches: (model) => model.architecture.startsWith("granite") && tokens.every((token) => model.hasToken(token)),
  tokens,
  stopTokens: [...tokens, "<|fim_pad|>", "<|reponame|>", "<|end_of_text|>"],
  stopTexts: [],
  infill: starCoderInfill(spelling),
};
