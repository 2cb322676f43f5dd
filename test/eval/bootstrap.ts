import { randomFrom } from "../random.ts";

const rounds = 5000;

export type Interval = { readonly mean: number; readonly low: number; readonly high: number };

/** The mean of paired differences and where it lies with 95 % confidence, by drawing the pairs again and again. */
export function bootstrap(differences: readonly number[], seed = 1): Interval {
  const random = randomFrom(seed);
  const means = Array.from({ length: rounds }, () => {
    let sum = 0;
    for (let i = 0; i < differences.length; i++)
      sum += differences[Math.floor(random() * differences.length)] as number;
    return sum / differences.length;
  }).sort((a, b) => a - b);
  return {
    mean: mean(differences),
    low: means[Math.floor(0.025 * rounds)] as number,
    high: means[Math.floor(0.975 * rounds)] as number,
  };
}

/**
 * The same for differences that come in groups, places of one commit for one: whole groups are drawn, since what holds
 * of one place of a group tends to hold of the others.
 */
export function bootstrapByGroup(pairs: readonly { readonly group: string; readonly difference: number }[], seed = 1) {
  const byName = new Map<string, { sum: number; count: number }>();
  for (const { group, difference } of pairs) {
    const { sum, count } = byName.get(group) ?? { sum: 0, count: 0 };
    byName.set(group, { sum: sum + difference, count: count + 1 });
  }
  // In whatever order they were found.
  const groups = [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
  const random = randomFrom(seed);
  const means = Array.from({ length: rounds }, () => {
    let [sum, count] = [0, 0];
    for (let i = 0; i < groups.length; i++) {
      const group = groups[Math.floor(random() * groups.length)] as { sum: number; count: number };
      sum += group.sum;
      count += group.count;
    }
    return sum / count;
  }).sort((a, b) => a - b);
  return {
    mean: mean(pairs.map(({ difference }) => difference)),
    low: means[Math.floor(0.025 * rounds)] as number,
    high: means[Math.floor(0.975 * rounds)] as number,
  } satisfies Interval;
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
