import { randomFrom, shuffled } from "../../random.ts";

/** So many of each group, drawn by the seed; the first of each group, then the second of each, and so on. */
export function inTurn<T>(all: readonly T[], groupOf: (one: T) => string, count: number, seed: number): T[] {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(groupOf(one));
    if (group) group.push(one);
    else groups.set(groupOf(one), [one]);
  }
  const drawn = [...groups.values()].map((group) => shuffled(group, randomFrom(seed)).slice(0, count));
  const longest = Math.max(0, ...drawn.map(({ length }) => length));
  return Array.from({ length: longest }).flatMap((_, turn) => drawn.flatMap((group) => group.slice(turn, turn + 1)));
}
