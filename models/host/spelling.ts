import type { Token } from "./vocabulary.ts";

/** How a vocabulary writes a space, by `tokenizer.ggml.model`; other printable ASCII stands for itself. */
const spaces: Readonly<Record<string, string>> = { gpt2: "Ġ", llama: "▁" };

/**
 * A function from a printable ASCII text to the tokens that can be the first to spell it: those that begin with
 * it, and those it begins with. The vocabulary is sorted once, when first asked.
 */
export function spellings(tokenTexts: readonly string[], kind: string, control: ReadonlySet<Token>) {
  const space = spaces[kind];
  let sorted: readonly (readonly [string, Token])[] | undefined;
  return (text: string): readonly Token[] => {
    if (space === undefined) return [];
    sorted ??= tokenTexts
      .map((tokenText, token) => [tokenText, token] as const)
      .filter(([tokenText, token]) => tokenText !== "" && !control.has(token))
      .sort(([a], [b]) => (a < b ? -1 : 1));
    const wanted = text.replaceAll(" ", space);
    const found: Token[] = [];
    for (let length = 1; length < wanted.length; length++) {
      const beginning = wanted.slice(0, length);
      for (let at = firstFrom(sorted, beginning); sorted[at]?.[0] === beginning; at++)
        found.push(sorted[at]?.[1] as Token);
    }
    for (let at = firstFrom(sorted, wanted); sorted[at]?.[0].startsWith(wanted); at++)
      found.push(sorted[at]?.[1] as Token);
    return found;
  };
}

/** Index of the first token text that is not before `text`. */
function firstFrom(sorted: readonly (readonly [string, Token])[], text: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.[0] as string) < text) low = middle + 1;
    else high = middle;
  }
  return low;
}
