/** Numbers by which an outcome is told, and whether it came. */
export type Sample<Name extends string> = {
  readonly features: Readonly<Record<Name, number>>;
  readonly isRight: boolean;
};

const steps = 600;
const rate = 0.05;
const decay = 0.002;

/** Logistic regression by Adam, with weight decay: as many samples as there are here take a second. */
export function fitted<Name extends string>(samples: readonly Sample<Name>[]): Record<Name, number> {
  const names = Object.keys(samples[0]?.features ?? {}) as Name[];
  const rows = samples.map(({ features, isRight }) => ({ x: names.map((name) => features[name]), y: Number(isRight) }));
  const [weights, mean, square] = [names.map(() => 0), names.map(() => 0), names.map(() => 0)];
  for (let step = 1; step <= steps; step++) {
    const slope = weights.map((weight) => decay * weight);
    for (const { x, y } of rows) {
      const error = (probability(weights, x) - y) / rows.length;
      x.forEach((value, i) => {
        slope[i] = (slope[i] as number) + error * value;
      });
    }
    for (const [i, by] of slope.entries()) {
      mean[i] = 0.9 * (mean[i] as number) + 0.1 * by;
      square[i] = 0.99 * (square[i] as number) + 0.01 * by * by;
      const size = Math.sqrt((square[i] as number) / (1 - 0.99 ** step)) + 1e-8;
      weights[i] = (weights[i] as number) - (rate * ((mean[i] as number) / (1 - 0.9 ** step))) / size;
    }
  }
  return Object.fromEntries(names.map((name, i) => [name, weights[i] as number])) as Record<Name, number>;
}

export function probabilityOf<Name extends string>(
  weights: Readonly<Record<Name, number>>,
  features: Readonly<Record<Name, number>>,
): number {
  const names = Object.keys(weights) as Name[];
  return probability(
    names.map((name) => weights[name]),
    names.map((name) => features[name]),
  );
}

function probability(weights: readonly number[], x: readonly number[]): number {
  return 1 / (1 + Math.exp(-weights.reduce((sum, weight, i) => sum + weight * (x[i] as number), 0)));
}
