import { families } from "../families.ts";
import type { Prompt } from "../prompt.ts";

/**
 * The text of a control token as vocabularies spell them: `<|im_end|>`, DeepSeek's fullwidth bars, Seed-Coder's
 * `<[...]>`. Beside these the tokens of all families are known by name.
 */
const controlLike = /<\|[^\s|<>]{1,40}\|>|<｜[^\s｜<>]{1,40}｜>|<\[[^\s[\]<>]{1,40}\]>/g;

const named = [...new Set(families.flatMap(({ tokens, stopTokens }) => [...tokens, ...stopTokens]))];
const namedToken = new RegExp(named.map((token) => token.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|"), "g");

/**
 * True if a token of this text may be one that vocabularies add to those that were learnt: no code is cut so that a
 * learnt one has a bracket at either end and a word between.
 */
export function mayBeControl(token: string): boolean {
  return named.includes(token) || /^(?:<\S*[\p{L}\p{N}]\S*>|\[\/?[A-Z_]{3,}\])$/u.test(token);
}

/**
 * A text in which no server finds a control token. Servers that take prompts as text find them whatever the text is. So
 * the token's text is broken with a blank behind its first character: the model reads almost the same.
 */
export function harmlessText(content: string): string {
  const broken = (token: string) => `${token.slice(0, 1)} ${token.slice(1)}`;
  return content.replace(controlLike, broken).replace(namedToken, broken);
}

/** A prompt as text in which only its own control tokens are control tokens. */
export function harmlessPromptText({ segments }: Prompt): string {
  return segments.map((segment) => ("special" in segment ? segment.special : harmlessText(segment.text))).join("");
}
