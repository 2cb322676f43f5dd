import type { InfillParts, ModelFamily } from "../family.ts";
import { special, text } from "../prompt.ts";

type Spelling = {
  readonly prefix: string;
  readonly suffix: string;
  readonly middle: string;
  readonly filename: string;
};

const spelling: Spelling = {
  prefix: "<fim_prefix>",
  suffix: "<fim_suffix>",
  middle: "<fim_middle>",
  filename: "<filename>",
};

const tokens = Object.values(spelling);

/**
 * StarCoder and the models that took over its vocabulary: Granite up to 3, Stable Code.
 *
 * They agree on every token but the end of text, which is therefore left to the model's own.
 */
export const starCoder: ModelFamily = {
  name: "starcoder",
  source: "https://arxiv.org/abs/2305.06161",
  order: "prefix-suffix-middle",
  matches: (model) => tokens.every((token) => model.hasToken(token)),
  tokens,
  stopTokens: [...tokens, "<fim_pad>", "<reponame>"],
  stopTexts: [],
  infill: starCoderInfill(spelling),
};

/** StarCoder's format for any spelling of its tokens. */
export function starCoderInfill({ prefix, suffix, middle, filename }: Spelling): ModelFamily["infill"] {
  return (parts) => [
    ...headed(parts, filename),
    special(prefix),
    text(parts.before),
    special(suffix),
    text(parts.after),
    special(middle),
    text(parts.typed),
  ];
}

function headed({ path, context }: InfillParts, filename: string) {
  if (context.length === 0) return [];
  return [
    ...context.flatMap((file) => [special(filename), text(`${file.path}\n${file.text}`)]),
    special(filename),
    text(path),
  ];
}
