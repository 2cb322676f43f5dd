/**
 * The question to a model, as data.
 *
 * Control tokens and text are different types. Code under the cursor may contain the letters `<|fim_middle|>`. The host
 * tokenizes `text` so that it can never become a control token. Text is tokenized as written. The host does not add the
 * space that sentencepiece tokenizers put in front of a text. A family that was trained with it writes it.
 */
export type Segment = { readonly special: string } | { readonly text: string };

export type Prompt = {
  readonly segments: readonly Segment[];
  /**
   * Control tokens that end the answer, beside the model's own end-of-generation tokens. Vocabularies may lack some.
   */
  readonly stopTokens: readonly string[];
  /** Text that ends the answer and is not part of it. */
  readonly stopTexts: readonly string[];
  /**
   * The beginning of the answer, which is no part of it. It is typed text, where the model is asked to go on. The model
   * writes it in its own tokens, so that it may go on inside one of them.
   */
  readonly begun?: string;
  /** A grammar in GBNF that the answer obeys; it ends where the grammar does. */
  readonly grammar?: string;
};

/** A control token, by its text in the vocabulary. */
export const special = (token: string): Segment => ({ special: token });
/** Text that never becomes a control token, whatever it says. */
export const text = (content: string): Segment => ({ text: content });

/** The prompt as a person reads it. Never send this to a model: the border between token and text is lost. */
export function promptText(prompt: Prompt): string {
  const { segments, begun = "" } = prompt;
  return segments.map((segment) => ("special" in segment ? segment.special : segment.text)).join("") + begun;
}

/**
 * The text in pieces none of which holds a control token's text, cut behind the token's first character.
 *
 * Some vocabularies mark control tokens as user-defined, Granite 4's `<|filename|>` for one. Unless llama.cpp
 * knows such a token's text, even tokenization without special tokens yields it. Tokenized one by one, the
 * pieces cannot.
 */
export function harmlessPieces(content: string, controlTokens: readonly string[]): readonly string[] {
  const cuts = controlTokens.flatMap((token) => occurrences(content, token).map((start) => start + 1));
  const ends = [...new Set([...cuts, content.length])].sort((a, b) => a - b);
  return ends.map((end, index) => content.slice(ends[index - 1] ?? 0, end));
}

function occurrences(content: string, token: string): readonly number[] {
  const starts: number[] = [];
  for (let at = content.indexOf(token); at !== -1; at = content.indexOf(token, at + 1)) starts.push(at);
  return starts;
}
