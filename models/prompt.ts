/**
 * What a model is asked, as data.
 *
 * Control tokens and text are different types: code under the cursor may contain the letters
 * `<|fim_middle|>`, and the host tokenizes `text` so that it can never become a control token.
 */
export type Segment = { readonly special: string } | { readonly text: string };

export type Prompt = {
  readonly segments: readonly Segment[];
  /** Control tokens that end the answer, beside the model's own end-of-generation tokens. */
  readonly stopTokens: readonly string[];
  /** Text that ends the answer and is not part of it. */
  readonly stopTexts: readonly string[];
};

export const special = (token: string): Segment => ({ special: token });
export const text = (content: string): Segment => ({ text: content });

/** The prompt as a person reads it. Never send this to a model: the border between token and text is lost. */
export function promptText(prompt: Prompt): string {
  return prompt.segments.map((segment) => ("special" in segment ? segment.special : segment.text)).join("");
}
