import { inside } from "../languages/syntaxIn.ts";
import type { OffsetRange } from "../text/offsetRange.ts";
import type { Action } from "./action.ts";
import { changeOf } from "./change.ts";
import { callable, definitionAround, signatureOf } from "./definitionAt.ts";
import type { Site } from "./site.ts";
import { functionOf, nodesOf, statementsIn } from "./syntax.ts";

/** Fewer branches, and none hides more than there are lines. */
const minBranches = 2;

/**
 * Writes the same more simply: the statements that are selected, else the function around the cursor.
 *
 * @example Simplify isFree
 * ```ts
 * function isFree(price: number, isMember: boolean) {
 *   if (isMember) {
 *     return true;
 *   } else if (price === 0) {
 *     return true│;
 *   }
 *   return false;
 * }
 * ```
 * ```ts
 * «function isFree(price: number, isMember: boolean) {
 *   return isMember || price === 0;
 * }»
 * ```
 */
export const simplify: Action = {
  id: "simplify",
  kind: "refactor.rewrite",
  offers: (site) => {
    const wanted = simplified(site);
    if (!wanted) return [];
    const { title, range, kept } = wanted;
    const say = "Its name and its parameters stay as they are.";
    return [{ title, work: changeOf(site, range, { instruction: "simplify", say, kept, keepsValues: true }) }];
  },
};

type Simplified = { readonly title: string; readonly range: OffsetRange; readonly kept: readonly OffsetRange[] };

function simplified(site: Site): Simplified | undefined {
  const statements = statementsIn(site);
  const [first, last] = [statements[0], statements.at(-1)];
  const holdsDefinition = site.tags.definitions.some(({ start, end }) => site.start <= start && end <= site.end);
  if (first && last && !holdsDefinition)
    return { title: "Simplify the selection", range: { start: first.start, end: last.end }, kept: [] };
  const around = definitionAround(site, callable);
  const node = around && functionOf(site, around);
  const branches = inside(node).filter(({ type }) => nodesOf(site)?.branches.has(type));
  if (!around || branches.length < minBranches) return undefined;
  return { title: `Simplify ${around.name}`, range: around, kept: [signatureOf(around)] };
}
