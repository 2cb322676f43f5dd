import type { Filter } from "../filter.ts";

/** How chat models begin when they talk about the code instead of writing it. */
const opening =
  /^\s*(?:sure[,!.]?\s|certainly[,!.]?\s|of course[,!]?\s|here (?:is|are) |here's |i(?:'ll|'ve| will| have) |to (?:complete|fix|do) (?:this|the) |(?:the|this) (?:following |above )?(?:code|function|snippet) |note that |explanation:)/i;

/**
 * No talk where code belongs. In comments, strings and unknown file types a sentence is as good as code.
 *
 * @example A sentence is no code
 * ```ts
 * const total = │«Here is the code you asked for»
 * ```
 * ```text
 * prose
 * ```
 */
export const prose: Filter = (suggestion, hole) => {
  const codeBelongs = hole.language !== undefined && hole.brackets.inside === "code";
  return codeBelongs && opening.test(suggestion.text) ? "prose" : suggestion;
};
