import type { Token, Vocabulary } from "./vocabulary.ts";

/**
 * The tokens that may come next in an answer that has to begin with these bytes. They begin with the bytes, or the
 * bytes begin with them. None of the latter is shorter than the first token by which the vocabulary itself writes the
 * bytes. A model may be made to spell `r`, `adi` where it always read `radi`. It does not know what it has written
 * then.
 */
export function beginnings({ spellings, tokenize }: Vocabulary, bytes: string): readonly Token[] {
  if (!spellings) return [];
  const all = spellings.first(bytes);
  const [usual] = tokenize(Buffer.from(bytes, "latin1").toString("utf8"));
  const shortest = usual === undefined ? 0 : Math.min(bytes.length, spellings.bytesOf(usual).length);
  const usually = all.filter((token) => spellings.bytesOf(token).length >= shortest);
  return usually.length > 0 ? usually : all;
}
