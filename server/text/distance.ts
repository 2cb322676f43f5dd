import { uint32At } from "../../base/at.ts";

/** Levenshtein distance: the fewest characters to insert, delete or replace to turn one text into the other. */
export function editDistance(a: string, b: string): number {
  if (a === b) return 0;
  let row = Uint32Array.from({ length: b.length + 1 }, (_, j) => j);
  let next = new Uint32Array(b.length + 1);
  for (let i = 1; i <= a.length; i++) {
    next[0] = i;
    for (let j = 1; j <= b.length; j++) {
      const replaced = uint32At(row, j - 1) + (a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1);
      next[j] = Math.min(replaced, uint32At(row, j) + 1, uint32At(next, j - 1) + 1);
    }
    [row, next] = [next, row];
  }
  return uint32At(row, b.length);
}

/** Whether two texts differ in at most this share of the longer one's characters. */
export function isNear(a: string, b: string, share: number): boolean {
  const longer = Math.max(a.length, b.length);
  const allowed = longer * share;
  return Math.abs(a.length - b.length) <= allowed && editDistance(a, b) <= allowed;
}
