import type { Action } from "./action.ts";
import { short } from "./site.ts";

/**
 * Makes an edit that was not made, since a checker finds fault with it.
 *
 * @example Make the edit all the same: it solves “Cannot find name 'pric'.” and brings “Property 'rate' does not exist on type 'number'.” (line 2)
 * Problem: Cannot find name 'pric'.
 * Brings: Property 'rate' does not exist on type 'number'.
 * ```ts
 * function tax(price: number) {
 *   return │pric * 0.2;
 * }
 * ```
 * ```ts
 * «function tax(price: number) {
 *   return price * price.rate;
 * }»
 * ```
 */
export const makeAnyway: Action = {
  id: "make-anyway",
  kind: "quickfix",
  offers: ({ withheld, start, end }) => {
    if (!withheld || withheld.range.end < start || withheld.range.start > end) return [];
    const title = `Make the edit all the same: it ${short(withheld.says, maxCharacters)}`;
    return [{ title, unchecked: true, work: withheld.work }];
  },
};

/** Whoever decides reads all of it. */
const maxCharacters = 200;
