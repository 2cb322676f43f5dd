import type { Filter } from "../filter.ts";

/** A model goes round in circles if its text ends with a short piece six times, or a longer one four times. */
const short = { from: 3, repeats: 6 };
const long = { from: 10, repeats: 4 };

/**
 * No suggestion whose end repeats one piece over and over, on one line or on several.
 *
 * @example A model that goes round in circles is not shown
 * ```ts
 * const prices = │«[1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2,»
 * ```
 * ```text
 * repeatsItself
 * ```
 */
export const repetition: Filter = (suggestion) => {
  return isPeriodic(suggestion.text.trimEnd()) ? "repeatsItself" : suggestion;
};

function isPeriodic(text: string): boolean {
  for (let period = short.from; period * long.repeats <= text.length; period++) {
    const { repeats } = period < long.from ? short : long;
    if (repeatedLength(text, period) >= period * (repeats - 1)) return true;
  }
  return false;
}

/** How many characters at the end of the text equal those one period before. */
function repeatedLength(text: string, period: number): number {
  let i = text.length - 1;
  while (i >= period && text[i] === text[i - period]) i--;
  return text.length - 1 - i;
}
