import type { ModelFamily } from "../family.ts";
import { special, text } from "../prompt.ts";
import { pathCommented } from "./pathComments.ts";
import { spaced } from "./sentencePiece.ts";

/** Code Llama 7B and 13B, with the tokens as sentencepiece writes them. */
export const codeLlama = spelled("code-llama", "▁");

/** Code Llama converted by a tool that dropped sentencepiece's space from the tokens. */
export const codeLlamaUnspaced = spelled("code-llama-unspaced", "");

/**
 * The tokenizer it was trained with puts a space in front of a text. The space is kept for the prefix and suppressed
 * for suffix and middle (`infilling_prompt_tokens`). So the prefix begins with a space here.
 */
function spelled(name: string, space: string): ModelFamily {
  const [prefix, suffix, middle] = [`${space}<PRE>`, `${space}<SUF>`, `${space}<MID>`];
  const tokens = [prefix, suffix, middle];
  return {
    name,
    source: "https://github.com/meta-llama/codellama/blob/main/llama/generation.py",
    order: "prefix-suffix-middle",
    matches: (model) => tokens.every((token) => model.hasToken(token)),
    tokens,
    stopTokens: [...tokens, `${space}<EOT>`, "</s>"],
    stopTexts: [],
    infill: ({ path, context, before, after, typed }) => [
      special(prefix),
      text(spaced(pathCommented(context, path) + before)),
      special(suffix),
      text(after),
      special(middle),
      text(typed),
    ],
  };
}
