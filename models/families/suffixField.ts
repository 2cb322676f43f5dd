import type { ModelFamily } from "../family.ts";
import { special, text } from "../prompt.ts";
import { pathCommented } from "./pathComments.ts";

/**
 * No format but the field `suffix` of OpenAI's `/v1/completions`: Ollama and hosted code models put the prompt together
 * themselves. The one special segment stands where the prompt ends and the suffix begins.
 */
export const suffixField: ModelFamily = {
  name: "suffix",
  source: "https://platform.openai.com/docs/api-reference/completions/create",
  order: "prefix-suffix-middle",
  matches: () => false,
  tokens: [],
  stopTokens: [],
  stopTexts: [],
  infill: ({ path, context, before, after, typed }) => [
    text(pathCommented(context, path) + before + typed),
    special("suffix"),
    text(after),
  ],
};
