import { fixContext } from "../context/prompts/fix.ts";
import type { OffsetRange } from "../text/offsetRange.ts";
import type { Problem } from "../text/problem.ts";
import type { Action, EditQuestion, OfferWork } from "./action.ts";
import { callable } from "./definitionAt.ts";
import { rangeAround } from "./range.ts";
import { type Site, short, targetIn } from "./site.ts";

/**
 * Solves one problem that a compiler or linter has reported.
 *
 * @example Fix: Cannot find name 'pric'.
 * Problem: Cannot find name 'pric'.
 * ```ts
 * function tax(price: number) {
 *   return │pric * 0.2;
 * }
 * ```
 * ```ts
 * «function tax(price: number) {
 *   return price * 0.2;
 * }»
 * ```
 */
export const fix: Action = {
  id: "fix",
  kind: "quickfix",
  automatic: true,
  offers: (site) =>
    site.problems.map((problem) => ({
      title: `Fix: ${short(problem.message)}`,
      key: `${problem.start} ${problem.message}`,
      problem,
      work: writeAgain(site, rangeAround(site, problem), [problem]),
    })),
};

/**
 * Solves all problems of a function together: the solution of one is often that of the next.
 *
 * @example Fix all 2 problems in tax
 * Problem: Cannot find name 'pric'.
 * Problem: Cannot find name 'rat'.
 * ```ts
 * function tax(price: number, rate: number) {
 *   return │pric * rat│;
 * }
 * ```
 * ```ts
 * «function tax(price: number, rate: number) {
 *   return price * rate;
 * }»
 * ```
 */
export const fixAll: Action = {
  id: "fix-all",
  kind: "quickfix",
  offers: (site) => {
    const isIn =
      ({ start, end }: OffsetRange) =>
      (problem: Problem) =>
        start <= problem.start && problem.end <= end;
    const around = site.tags.definitions.findLast(
      (definition) => callable.has(definition.kind) && site.problems.filter(isIn(definition)).length > 1,
    );
    const [first, ...rest] = around ? site.problems.filter(isIn(around)) : [];
    if (!around || !first) return [];
    return [
      {
        title: `Fix all ${rest.length + 1} problems in ${around.name}`,
        work: writeAgain(site, { start: around.start, end: around.end }, [first, ...rest]),
      },
    ];
  },
};

function writeAgain(site: Site, range: OffsetRange, problems: readonly [Problem, ...Problem[]]): OfferWork {
  const others = site.problems.filter((problem) => !problems.includes(problem));
  const question = (): EditQuestion => ({
    instruction: problems.length > 1 ? "fix-all" : "fix",
    target: targetIn(site, range, "replace"),
    problems,
    show: (situation, room) => fixContext(situation, problems, others, room, range),
  });
  return { does: "ask", question };
}
