import { costsMoreThan } from "../text/parseCost.ts";

/**
 * The parser's work at its end, and the freeing of a tree, cannot be interrupted. For 100,000 tokens of code, some
 * 12,000 lines, they take 4 ms each. Data and what is no code take up to five times as much.
 */
const maxTokens = 100_000;

/** One comment, string or run of blanks is read in one piece, at about 50 MB/s. */
const maxCharacters = 500_000;

/** Nobody nests so deep by hand, and to compare or to walk deep trees takes long. */
const maxDepth = 500;

/** True if a text would hold the event loop if the server itself followed it with a tree. Child processes parse it. */
export function tooCostlyToParse(text: string): boolean {
  return text.length > maxCharacters || costsMoreThan(text, { tokens: maxTokens, depth: maxDepth });
}
