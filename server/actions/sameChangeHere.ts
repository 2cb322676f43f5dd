import type { RecentHunk } from "../context/recentEdits.ts";
import { isBlank } from "../text/lines.ts";
import type { OffsetRange } from "../text/offsetRange.ts";
import type { Action } from "./action.ts";
import { changeOf } from "./change.ts";
import { changedAt, changeSections, codeNames, isChangedIn, isMadeWithoutModel, maxExamples } from "./lastChanges.ts";
import type { Site } from "./site.ts";
import { nodeAt, standsAlone, statementAround, textOf } from "./syntax.ts";

/** A statement of more lines is not a place of a change, but holds some. */
const maxLines = 20;

/**
 * Makes the change that was made last at the cursor, where it is another one in its words: the model is shown what
 * stood at the other places before and after, and writes this one place.
 *
 * @example Change this as line 1 was changed
 * Typed: orders.map((one) => one.sum)
 * Then: const names
 * ```ts
 * const sums = │sumsOf(orders)│;
 * const names = sumsOf(users, "name");
 * ```
 * ```ts
 * const sums = orders.map((one) => one.sum);
 * «const names = users.map((one) => one.name);»
 * ```
 */
export const sameChangeHere: Action = {
  id: "same-change-here",
  kind: "refactor.rewrite",
  offers: (site) => {
    const range = statementAt(site);
    const examples = range ? site.nextEdits.examples().filter((one) => isOfSameKind(site, range, one)) : [];
    const [last] = examples;
    if (!range || !last || isMadeWithoutModel(site, range)) return [];
    const beside = examples.slice(0, maxExamples).reverse().flatMap(changeSections);
    const say = "Make the same change here.";
    return [
      {
        title: `Change this as ${changedAt(site, last)} was changed`,
        work: changeOf(site, range, { instruction: "same-change", say, beside, takenBack: site.nextEdits.takenBack() }),
      },
    ];
  },
};

/** What is selected, else the statement at the cursor, in whole lines of code. */
function statementAt(site: Site): OffsetRange | undefined {
  const around = site.start < site.end ? site : statementAround(site, nodeAt(site));
  if (!around) return undefined;
  const range = { start: around.start, end: around.end };
  const isShort = textOf(site, range).split("\n").length <= maxLines;
  return isShort && standsAlone(site, range) ? range : undefined;
}

/** Something that the change took away stands here, and it is not the changed place itself. */
function isOfSameKind(site: Site, range: OffsetRange, change: RecentHunk): boolean {
  const { before, after } = change;
  if (isBlank(before) || isBlank(after) || isChangedIn(site, range, change)) return false;
  const [now, here] = [new Set(codeNames(after)), new Set(codeNames(textOf(site, range)))];
  return codeNames(before).some((name) => !now.has(name) && here.has(name));
}
