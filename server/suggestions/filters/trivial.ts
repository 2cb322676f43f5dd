import type { Filter } from "../filter.ts";

/** Fewer written characters than this are typed faster than read. */
const minCharacters = 2;

export const trivial: Filter = (suggestion) => {
  return suggestion.text.replace(/\s+/g, "").length < minCharacters ? "trivial" : suggestion;
};
