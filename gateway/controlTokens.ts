import type { ModelFamily } from "../models/family.ts";
import { type Segment, special, text } from "../models/prompt.ts";

/**
 * A raw prompt, in which the family's control tokens stand as text, as segments. Only here does text become control
 * tokens. A prompt for `/v1/completions` was put together by its sender, as a model's own format asks for.
 */
export function rawSegments(prompt: string, { tokens }: Pick<ModelFamily, "tokens">): readonly Segment[] {
  if (tokens.length === 0) return [text(prompt)];
  // Sentencepiece writes the space before a token as a part of it.
  const spellings = new Map(
    tokens.flatMap((token) => [[token, token] as const, [token.replace(/^▁/, " "), token] as const]),
  );
  const longestFirst = [...spellings.keys()].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(`(${longestFirst.map(escaped).join("|")})`);
  return prompt
    .split(pattern)
    .filter((part) => part !== "")
    .map((part) => {
      const token = spellings.get(part);
      return token === undefined ? text(part) : special(token);
    });
}

function escaped(token: string): string {
  return token.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
