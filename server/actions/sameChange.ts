import { basename } from "node:path";
import { filePath } from "../index/paths.ts";
import type { Action, PlacedChange } from "./action.ts";
import type { Site } from "./site.ts";

/**
 * Makes the change that was just begun at every other place where it belongs, in all files at once: what uses a name
 * that was changed where it is declared, and whatever else follows from what was typed. No model is asked.
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
 */
export const sameChange: Action = {
  id: "same-change",
  kind: "refactor.rewrite",
  automatic: true,
  offers: (site) => {
    const { places } = site.nextEdits;
    if (places.length === 0) return [];
    const title = `Make the same change at ${counted(places.length, "other place")}${whereOf(site, places)}`;
    const byHandOnly = !isNear(site);
    return [{ title, preferred: true, byHandOnly, work: { does: "editPlaces", places } }];
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
function isNear({ file, start, nextEdits: { places, changedLines } }: Site): boolean {
  const { part, point } = file.placeOf(start);
  const line = point.line;
  const isAtPlace = places.some(
    ({ uri, range }) => uri === part.uri && range.start.line <= line && line <= range.end.line,
  );
  return isAtPlace || (changedLines !== undefined && changedLines.startLine <= line && line < changedLines.endLine);
}
