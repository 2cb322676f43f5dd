import { lineStart } from "./lines.ts";

/** A lexer reads so much code in about 1 ms, and so many brackets in 4. */
const lookBackCharacters = 50_000;

/**
 * The place where a lexer begins to read the text before a place, so that it takes no longer in a large file. It is at
 * a declaration at the left margin, lest reading begin inside a docstring or a template.
 */
export function readingStart(before: string): number {
  const farthest = before.length - lookBackCharacters;
  if (farthest <= 0) return 0;
  const declaration = /^(?:@|(?:async|class|const|def|export|function|import|interface|type)\b)/gm;
  declaration.lastIndex = farthest;
  // A line of megabytes is no code in which it would matter.
  return declaration.exec(before)?.index ?? Math.max(lineStart(before, farthest), farthest - lookBackCharacters);
}
