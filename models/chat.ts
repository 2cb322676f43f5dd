/**
 * A conversation that a model is asked to go on with, as data.
 *
 * The host renders it with the chat template in the model's own GGUF. Only the template's text may become control
 * tokens. The messages are tokenized as text, like the text segments of a `Prompt`.
 */
export type ChatPrompt = {
  readonly messages: readonly ChatMessage[];
  /** How the answer begins. It is put into the model's mouth and is no part of the generated text. */
  readonly answerStart: string;
  /** Text that ends the answer and is not part of it. */
  readonly stopTexts: readonly string[];
  /** A grammar in GBNF that the generated text obeys; it ends where the grammar does. */
  readonly grammar?: string;
};

export type ChatMessage = { readonly role: "system" | "user" | "assistant"; readonly text: string };
