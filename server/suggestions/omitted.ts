import type { TextAtCursor } from "./hole.ts";

/**
 * The blanks right before the cursor, which a prompt should leave out.
 *
 * Models write most words together with the blanks before them, as one token. A prompt that ends with those blanks asks
 * for a word without them. Models rarely saw such words: they answer nothing, or something else.
 */
export function omittedBlanks({ lineBefore }: Pick<TextAtCursor, "lineBefore">): string {
  return /[ \t]*$/.exec(lineBefore)?.[0] ?? "";
}

/**
 * The generated text, without as much of the omitted blanks as it begins with. This holds for a text that still grows.
 */
export function withoutOmitted(text: string, omitted: string): string {
  let length = 0;
  while (length < omitted.length && text[length] === omitted[length]) length++;
  return text.slice(length);
}
