import { saysNothing } from "../blockWords.ts";
import type { Ending } from "../filter.ts";

/** A model that says up to so many lines in turn, so many times, is going round in circles. */
const maxPeriod = 3;
const repeats = 3;

/**
 * Ends behind the first round when the same one, two or three lines come three times in a row.
 *
 * @example Of rounds in a circle the first stays
 * ```py
 * def show(price):
 *     │«print(price)
 *     print(price)
 *     print(price)
 *     print(price)»
 * ```
 * ```py
 * def show(price):
 *     «print(price)»
 * ```
 */
export const repeatedLines: Ending = {
  name: "repeatedLines",
  watches: "lines",
  silence: "repeatsItself",
  end: ({ start, line, lines }, hole) => {
    const all = [...lines, line];
    for (let period = 1; period <= maxPeriod; period++) {
      const rounds = all.slice(-repeats * period);
      if (rounds.length < repeats * period || rounds.every((text) => saysNothing(text, hole))) continue;
      if (!rounds.every((text, i) => text.trim() === rounds[i % period]?.trim())) continue;
      const repeated = rounds.slice(period, -1);
      return start - repeated.reduce((length, text) => length + text.length + 1, 0);
    }
    return undefined;
  },
};
