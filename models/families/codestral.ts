import type { ContextFile, ModelFamily } from "../family.ts";
import { special, text } from "../prompt.ts";
import { spaced } from "./sentencePiece.ts";

const tokens = ["[SUFFIX]", "[PREFIX]"];

/**
 * Codestral 22B. The prefix comes last and the middle continues it: there is no middle token.
 *
 * All newer Mistral models have the tokens but were not trained with them, nor was Mamba Codestral: the name
 * decides. The tokenizer puts a space in front of the prefix and not of the suffix (`encode_fim`). Other files
 * are ordinary text, in the form that Continue asks for them.
 */
export const codestral: ModelFamily = {
  name: "codestral",
  source: "https://github.com/mistralai/mistral-common",
  order: "suffix-prefix-middle",
  matches: (model) =>
    /codestral/i.test(model.name) && !/mamba/i.test(model.name) && tokens.every((token) => model.hasToken(token)),
  tokens,
  stopTokens: [...tokens, "</s>"],
  stopTexts: ["\n+++++ "],
  infill: ({ path, context, before, after, typed }) => [
    special("[SUFFIX]"),
    text(after),
    special("[PREFIX]"),
    text(spaced(headed(context, path) + before + typed)),
  ],
};

function headed(context: readonly ContextFile[], path: string): string {
  if (context.length === 0) return "";
  return `${context.map((file) => `+++++ ${file.path}\n${file.text}\n`).join("")}+++++ ${path}\n`;
}
