import { uint32At } from "../../../base/at.ts";

/** A Uint32Array that grows at its end. */
export class Column {
  #values = new Uint32Array(1 << 8);
  length = 0;

  push(value: number): void {
    if (this.length === this.#values.length) this.#grow(this.length + 1);
    this.#values[this.length++] = value;
  }

  append(values: ArrayLike<number>): void {
    if (this.length + values.length > this.#values.length) this.#grow(this.length + values.length);
    this.#values.set(values, this.length);
    this.length += values.length;
  }

  /** Some values of another array, from `start` up to `end`. */
  copy(values: Uint32Array, start: number, end: number): void {
    const length = this.length + end - start;
    if (length > this.#values.length) this.#grow(length);
    const own = this.#values;
    for (let from = start, to = this.length; from < end; from++, to++) own[to] = uint32At(values, from);
    this.length = length;
  }

  /** The values so far, in an array of their own. */
  array(): Uint32Array {
    return this.#values.slice(0, this.length);
  }

  #grow(length: number): void {
    const larger = new Uint32Array(length * 2);
    larger.set(this.#values);
    this.#values = larger;
  }
}

/**
 * Sorts rows by a key that counts from 0, keeping the order of equal ones. Group `g` is `order[starts[g]]` up to
 * `order[starts[g + 1]]`. The keys are every `stride`th value.
 */
export function groupByKey(
  keys: Uint32Array,
  stride: number,
  groups: number,
): { starts: Uint32Array; order: Uint32Array } {
  const starts = new Uint32Array(groups + 1);
  for (let i = 0; i < keys.length; i += stride) add(starts, uint32At(keys, i) + 1, 1);
  for (let group = 1; group <= groups; group++) add(starts, group, uint32At(starts, group - 1));
  const next = starts.slice();
  const order = new Uint32Array(keys.length / stride);
  for (let row = 0; row < order.length; row++) order[add(next, uint32At(keys, row * stride), 1)] = row;
  return { starts, order };
}

/** Returns the value before. */
function add(values: Uint32Array, at: number, amount: number): number {
  const before = uint32At(values, at);
  values[at] = before + amount;
  return before;
}

/** The last group that starts at or before a row, such as the file of a definition. The groups follow each other. */
export function groupOf(starts: Uint32Array, row: number): number {
  let low = 0;
  let high = starts.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (uint32At(starts, middle) <= row) low = middle;
    else high = middle - 1;
  }
  return low;
}
