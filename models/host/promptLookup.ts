import type { Token } from "./vocabulary.ts";

/** Fewer tokens than this stand again by chance. */
const shortestMatch = 2;
/** A longer match says no more about what follows. */
const longestMatch = 16;

/**
 * Guesses how a text will go on if it repeats itself. The guess is what followed the last time its newest tokens stood
 * there. It is taken at the place where most of them did. The method is known as prompt lookup:
 * https://github.com/apoorvumang/prompt-lookup-decoding
 */
export function promptLookup(tokens: readonly Token[], mostTokens: number): readonly Token[] {
  let longest = shortestMatch - 1;
  let start = -1;
  for (let end = tokens.length - 2; end >= 0 && longest < longestMatch; end--) {
    const length = matchLength(tokens, end);
    if (length <= longest) continue;
    longest = length;
    start = end + 1;
  }
  return start < 0 ? [] : tokens.slice(start, start + mostTokens);
}

/** How many tokens up to `end` are the same as those up to the last. */
function matchLength(tokens: readonly Token[], end: number): number {
  const last = tokens.length - 1;
  let length = 0;
  while (length < longestMatch && length <= end && tokens[end - length] === tokens[last - length]) length++;
  return length;
}
