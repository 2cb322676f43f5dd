import { randomFrom } from "./random.ts";

/** The 95 % interval of the mean difference b - a of pairs, by bootstrap over the pairs. */
export function pairedDifference(a: readonly number[], b: readonly number[]): { low: number; high: number } {
  const random = randomFrom(1);
  const differences = a.map((value, index) => (b[index] as number) - value);
  const means = Array.from({ length: 2000 }, () => {
    let sum = 0;
    for (let draw = 0; draw < differences.length; draw++) {
      sum += differences[Math.floor(random() * differences.length)] as number;
    }
    return sum / differences.length;
  }).sort((x, y) => x - y);
  return { low: means[50] as number, high: means[1949] as number };
}
