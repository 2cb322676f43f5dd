import { randomFrom } from "../../eval/random.ts";

/** Everything random of a run, from one seed. */
export class Chance {
  readonly #random: () => number;

  constructor(seed: number) {
    this.#random = randomFrom(seed);
  }

  /** A whole number from 0 to `count - 1`. */
  below(count: number): number {
    return Math.floor(this.#random() * count);
  }

  /** True this often, from 0 to 1. */
  sometimes(share: number): boolean {
    return this.#random() < share;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)] as T;
  }

  /** One of them, the more often the larger its weight. */
  weighted<T extends { readonly weight: number }>(items: readonly T[]): T {
    let left = this.#random() * items.reduce((sum, { weight }) => sum + weight, 0);
    for (const item of items) {
      left -= item.weight;
      if (left < 0) return item;
    }
    return items[0] as T;
  }
}
