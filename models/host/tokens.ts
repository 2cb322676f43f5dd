import type { Prompt } from "../prompt.ts";
import type { Token, Vocabulary } from "./sequence.ts";

/**
 * A prompt as tokens, and how many each segment gave. Throws if the vocabulary lacks a control token,
 * which is to say that the prompt was made for another family of models.
 */
export function promptTokens(vocabulary: Vocabulary, prompt: Prompt): { tokens: Token[]; segmentTokens: number[] } {
  const tokens: Token[] = vocabulary.beginning === undefined ? [] : [vocabulary.beginning];
  const segmentTokens = prompt.segments.map((segment) => {
    const added =
      "special" in segment ? [controlToken(vocabulary, segment.special)] : textTokens(vocabulary, segment.text);
    for (const token of added) tokens.push(token);
    return added.length;
  });
  return { tokens, segmentTokens };
}

function controlToken(vocabulary: Vocabulary, tokenText: string): Token {
  const token = vocabulary.tokenOf(tokenText);
  if (token === undefined)
    throw new Error(`the model has no token ${tokenText}; set hearth.family to the model's real family`);
  return token;
}

/**
 * Text as tokens of which none is a control token, whatever the text says. llama.cpp turns `<|fim_prefix|>`
 * in text into the control token where the GGUF marks that USER_DEFINED (DeepSeek's always are), so such
 * text is cut after its first character and the pieces are tokenized apart.
 */
export function textTokens(vocabulary: Vocabulary, text: string): readonly Token[] {
  const tokens = vocabulary.tokenize(text);
  const found = new Set(tokens.filter((token) => vocabulary.control.has(token)));
  if (found.size === 0) return tokens;
  const markers = [...found].map((token) => vocabulary.control.get(token) as string);
  const pieces = splitInside(text, markers);
  if (pieces.length === 1) return tokens.filter((token) => !vocabulary.control.has(token));
  return pieces.flatMap((piece) => textTokens(vocabulary, piece));
}

/** Cuts each marker in the text after its first character. */
function splitInside(text: string, markers: readonly string[]): string[] {
  const pieces: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    if (!markers.some((marker) => text.startsWith(marker, at))) continue;
    const cut = at + (isHighSurrogate(text.charCodeAt(at)) ? 2 : 1);
    pieces.push(text.slice(from, cut));
    from = cut;
  }
  pieces.push(text.slice(from));
  return pieces;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}
