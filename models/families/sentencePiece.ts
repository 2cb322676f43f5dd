/** A text as sentencepiece tokenizers see it by default: with a space in front, unless there is no text. */
export function spaced(content: string): string {
  return content && ` ${content}`;
}
