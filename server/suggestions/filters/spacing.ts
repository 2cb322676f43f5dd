import type { Filter } from "../filter.ts";
import { onBlankLine } from "../hole.ts";

/** A blank left of the cursor is not written twice: models begin most words with one. */
export const spacing: Filter = (suggestion, hole) => {
  const doubled = /\s$/.test(hole.lineBefore) && !onBlankLine(hole) && hole.brackets.inside === "code";
  return doubled ? { ...suggestion, text: suggestion.text.replace(/^[ \t]+/, "") } : suggestion;
};
