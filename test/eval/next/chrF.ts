/** Runs of so many characters are compared, from one on. */
const longest = 6;

/** What is there weighs more than what is too much: recall counts twice. */
const beta = 2;

/**
 * How like two texts are in their runs of 1 to 6 characters, from 0 to 100; two empty texts are the same. The F-score of
 * each length, with recall twice as heavy, and the mean of them (Popović 2015), as cursortab's evaluation takes it.
 */
export function chrF(candidate: string, reference: string): number {
  const [one, other] = [[...candidate], [...reference]];
  const scores: number[] = [];
  for (let length = 1; length <= longest; length++) {
    const [found, wanted] = [runsOf(one, length), runsOf(other, length)];
    if (found.size > 0 || wanted.size > 0) scores.push(score(found, wanted));
  }
  return scores.length === 0 ? 100 : (100 * scores.reduce((sum, each) => sum + each, 0)) / scores.length;
}

/** The same of the lines alone that differ from what was there before. */
export function deltaChrF(before: readonly string[], candidate: readonly string[], reference: readonly string[]) {
  return chrF(changedLines(before, candidate), changedLines(before, reference));
}

function changedLines(before: readonly string[], after: readonly string[]): string {
  let start = 0;
  while (start < Math.min(before.length, after.length) && before[start] === after[start]) start++;
  let same = 0;
  while (same < Math.min(before.length, after.length) - start && before.at(-1 - same) === after.at(-1 - same)) same++;
  return after.slice(start, after.length - same).join("\n");
}

function runsOf(characters: readonly string[], length: number): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (let at = 0; at + length <= characters.length; at++) {
    const run = characters.slice(at, at + length).join("");
    found.set(run, (found.get(run) ?? 0) + 1);
  }
  return found;
}

function score(found: ReadonlyMap<string, number>, wanted: ReadonlyMap<string, number>): number {
  const sum = (runs: ReadonlyMap<string, number>) => [...runs.values()].reduce((all, count) => all + count, 0);
  const both = [...found].reduce((all, [run, count]) => all + Math.min(count, wanted.get(run) ?? 0), 0);
  if (both === 0) return 0;
  const [precision, recall] = [both / sum(found), both / sum(wanted)];
  return ((1 + beta ** 2) * precision * recall) / (beta ** 2 * precision + recall);
}
