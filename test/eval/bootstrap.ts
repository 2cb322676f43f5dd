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

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
