import { enclosing, identifierAt } from "../context/prompts/target.ts";
import { keywords } from "../context/words.ts";
import type { Action } from "./action.ts";
import { type Site, short, viewed } from "./site.ts";

/**
 * Explains what is selected, else the name at the cursor, else what is around it.
 *
 * @example Explain tax
 * ```ts
 * function │tax(price: number) {
 *   return price * 0.2;
 * }
 * ```
 * ```text
 * «Gives a fifth of a price.»
 * ```
 */
export const explainAction: Action = {
  id: "explain",
  kind: "source.explain",
  offers: (site) => {
    const what = explained(site);
    return what === undefined ? [] : [{ title: `Explain ${what}`, work: { does: "run", command: "hearth.explain" } }];
  },
};

/**
 * Asks anew where an explanation is known, but does not help.
 *
 * @example Explain tax again
 * ```ts
 * function │tax(price: number) {
 *   return price * 0.2;
 * }
 * ```
 * ```text
 * «Works out the tax that is part of a price.»
 * ```
 */
export const explainAgain: Action = {
  id: "explain-again",
  kind: "source.explain",
  offers: (site) => {
    const what = explained(site);
    return what === undefined
      ? []
      : [{ title: `Explain ${what} again`, work: { does: "run", command: "hearth.explainAgain" } }];
  },
};

/**
 * Explains what the message of a compiler or linter means here.
 *
 * @example Explain the error: Cannot find name 'pric'.
 * Problem: Cannot find name 'pric'.
 * ```ts
 * function tax(price: number) {
 *   return │pric * 0.2;
 * }
 * ```
 * ```text
 * «No name pric is declared here. The parameter is called price.»
 * ```
 */
export const explainError: Action = {
  id: "explain-error",
  kind: "quickfix",
  offers: ({ problems }) =>
    problems.map((problem) => ({
      title: `Explain the error: ${short(problem.message)}`,
      problem,
      work: { does: "run", command: "hearth.explain" },
    })),
};

function explained(site: Site): string | undefined {
  if (site.start < site.end) return "the selection";
  const name = identifierAt(site.file.text, site.start);
  return name && !keywords.has(name) ? name : enclosing(viewed(site), site.start)?.name;
}
