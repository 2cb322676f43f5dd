import { harmlessPieces, type Prompt } from "../prompt.ts";
import type { Token, Vocabulary } from "./vocabulary.ts";

/**
 * A prompt as tokens, and how many each segment gave. Throws if the vocabulary lacks a control token: the prompt was
 * made for another family of models. The beginning of the sequence is added unless the prompt writes it, as chat
 * templates do.
 */
export function promptTokens(vocabulary: Vocabulary, prompt: Prompt): { tokens: Token[]; segmentTokens: number[] } {
  const [first] = prompt.segments;
  const isBegun = first && "special" in first && vocabulary.tokenOf(first.special) === vocabulary.beginning;
  const tokens: Token[] = vocabulary.beginning === undefined || isBegun ? [] : [vocabulary.beginning];
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
 * Text as tokens of which none is a control token, whatever the text says. Where the vocabulary yields one all the
 * same, the text is tokenized in pieces that cannot.
 */
export function textTokens(vocabulary: Vocabulary, text: string): readonly Token[] {
  const tokens = vocabulary.tokenize(text);
  const found = new Set(tokens.filter((token) => vocabulary.control.has(token)));
  if (found.size === 0) return tokens;
  const pieces = harmlessPieces(
    text,
    [...found].map((token) => vocabulary.control.get(token) as string),
  );
  // A token that does not spell what the text says cannot be cut away; without it the text still reads.
  if (pieces.length === 1) return tokens.filter((token) => !vocabulary.control.has(token));
  return pieces.flatMap((piece) => textTokens(vocabulary, piece));
}
