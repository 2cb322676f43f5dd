import { basename } from "node:path";
import { filePath } from "../index/paths.ts";
import type { Action, Offer, PlacedChange } from "./action.ts";
import type { Site } from "./site.ts";

/**
 * Makes the change that was just begun at every other place where it belongs, in all files at once: what uses a name
 * that was changed where it is declared, and whatever else follows from what was typed. No model is asked.
 *
 * Asked for by hand it is offered a second time for all that only looks alike, where what was replaced stands between the
 * same words. Editors that can show those places first. `hearth next FILE` prints them too.
 *
 * @example Make the same change at 3 other places, 2 of them in room.ts
 * Typed: squareArea
 * ```ts
 * --- shapes.ts
 * export function │area│(width: number): number {
 *   return width * width;
 * }
 * export const floor = area(3);
 * --- room.ts
 * import { area } from "./shapes";
 * export const carpet = area(5);
 * ```
 * ```ts
 * --- shapes.ts
 * export function squareArea(width: number): number {
 *   return width * width;
 * }
 * export const floor = squareArea(3);
 * --- room.ts
 * import { squareArea } from "./shapes";
 * export const carpet = squareArea(5);
 * ```
 *
 * @example Make the same change at 2 places that look alike, 1 of them in mean.test.ts
 * Typed: toEqual
 * ```ts
 * --- sum.test.ts
 * expect(sum(1)).│toBe│(1);
 *
 * expect(sum(2)).toBe(1);
 * --- mean.test.ts
 * expect(mean(3)).toBe(1);
 * ```
 * ```ts
 * --- sum.test.ts
 * expect(sum(1)).toEqual(1);
 *
 * expect(sum(2)).toEqual(1);
 * --- mean.test.ts
 * expect(mean(3)).toEqual(1);
 * ```
 */
export const sameChange: Action = {
  id: "same-change",
  kind: "refactor.rewrite",
  automatic: true,
  offers: (site) => {
    const { places, alike } = site.nextEdits;
    const title = "Make the same change at";
    const offers: Offer[] = [];
    if (places.length > 0)
      offers.push({
        title: `${title} ${counted(places.length, "other place")}${whereOf(site, places)}`,
        preferred: true,
        byHandOnly: !isNear(site, places),
        work: { does: "editPlaces", places },
      });
    const all = [...places, ...alike];
    if (alike.length > 0 && isNear(site, all))
      offers.push({
        title: `${title} ${counted(all.length, "place")} that look${all.length === 1 ? "s" : ""} alike${whereOf(site, all)}`,
        key: "alike",
        byHandOnly: true,
        work: { does: "editPlaces", places: all, needsConfirmation: true },
      });
    return offers;
  },
};

/** Files other than the one that is looked at are told of: nobody sees them change. */
function whereOf({ file }: Site, places: readonly PlacedChange[]): string {
  const own = new Set(file.parts.map(({ uri }) => uri));
  const others = places.filter(({ uri }) => !own.has(uri));
  const [first, ...more] = new Set(others.map(({ uri }) => uri));
  if (first === undefined) return "";
  const where = more.length === 0 ? basename(filePath(first) ?? first) : `${more.length + 1} other files`;
  return others.length === places.length ? `, in ${where}` : `, ${others.length} of them in ${where}`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

/** An editor that asks by itself is told where somebody just typed, and at the places themselves. */
function isNear({ file, start, nextEdits: { changedLines } }: Site, places: readonly PlacedChange[]): boolean {
  const { part, point } = file.placeOf(start);
  const line = point.line;
  const isAtPlace = places.some(
    ({ uri, range }) => uri === part.uri && range.start.line <= line && line <= range.end.line,
  );
  return isAtPlace || (changedLines !== undefined && changedLines.startLine <= line && line < changedLines.endLine);
}
