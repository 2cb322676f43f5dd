import { indentationUnit, lineEndOf, reindent } from "../../text/indentStyle.ts";
import type { Filter } from "../filter.ts";

/**
 * The suggestion is indented as the file is, and its lines end as the file's do.
 *
 * @example A file with two blanks gets two blanks
 * ```ts
 * function tax(price: number) {
 *   if (price > 0) {
 *     return price * 0.2;
 *   }
 * }
 *
 * function total(price: number) {│«
 *     const sum = price + tax(price);
 *     return sum;
 * }»
 * ```
 * ```ts
 * function tax(price: number) {
 *   if (price > 0) {
 *     return price * 0.2;
 *   }
 * }
 *
 * function total(price: number) {«
 *   const sum = price + tax(price);
 *   return sum;
 * }»
 * ```
 */
export const indentation: Filter = (suggestion, hole) => {
  if (!suggestion.text.includes("\n")) return suggestion;
  const unit = indentationUnit(hole.before, hole.after);
  const text = unit ? reindent(suggestion.text, hole.lineBefore, unit) : suggestion.text;
  return { ...suggestion, text: text.replaceAll("\n", lineEndOf(hole.before, hole.after)) };
};
