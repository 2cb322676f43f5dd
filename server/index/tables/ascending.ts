import { uint8At } from "../../../base/at.ts";

/** Ascending numbers as bytes: the distance of each from the one before, seven bits to a byte, low bits first. */
export class AscendingWriter {
  #bytes: Uint8Array;
  /** The memory is somebody else's, and stays there. */
  #isLent: boolean;
  #last = 0;
  length = 0;

  /** Writes into `room` as long as that is enough. */
  constructor(room?: Uint8Array) {
    this.#bytes = room ?? new Uint8Array(1 << 10);
    this.#isLent = room !== undefined;
  }

  /** Starts a list: the next number is counted from 0. */
  start(): void {
    this.#last = 0;
  }

  push(value: number): void {
    let rest = value - this.#last;
    this.#last = value;
    for (; rest >= 0x80; rest >>>= 7) this.#byte((rest & 0x7f) | 0x80);
    this.#byte(rest);
  }

  /** A whole list, as another writer wrote it: the bytes from `start` up to `end`. Most have few, and a view costs more. */
  append(list: Uint8Array, start = 0, end = list.length): void {
    const length = this.length + end - start;
    if (length > this.#bytes.length) this.#grow(length);
    const bytes = this.#bytes;
    for (let from = start, to = this.length; from < end; from++, to++) bytes[to] = uint8At(list, from);
    this.length = length;
  }

  /** The bytes so far, in an array of their own or in the room that was given. */
  array(): Uint8Array {
    return this.#isLent ? this.#bytes.subarray(0, this.length) : this.#bytes.slice(0, this.length);
  }

  #byte(value: number): void {
    if (this.length === this.#bytes.length) this.#grow(this.length + 1);
    this.#bytes[this.length++] = value;
  }

  #grow(length: number): void {
    const larger = new Uint8Array(length * 2);
    larger.set(this.#bytes);
    this.#bytes = larger;
    this.#isLent = false;
  }
}

export function ascending(list: Uint8Array): Uint32Array {
  const values = new Uint32Array(ascendingCount(list));
  let value = 0;
  let shift = 0;
  let at = 0;
  for (const byte of list) {
    value += (byte & 0x7f) << shift;
    shift += 7;
    if (byte >= 0x80) continue;
    values[at++] = value;
    shift = 0;
  }
  return values;
}

/** How many numbers a list has: the last byte of each is below 128. */
export function ascendingCount(list: Uint8Array): number {
  let count = 0;
  for (const byte of list) if (byte < 0x80) count++;
  return count;
}
