import { setImmediate } from "node:timers/promises";

/** Work that stops at every `yield`, so that whoever drives it can let the event loop turn. */
export type Steps<T> = Generator<void, T>;

/**
 * Long work in the server's process stops this often to let typing through. Other delays, a step that takes long or a
 * collection of garbage, must have room below 10 ms.
 */
const sliceMs = 2;

/** Lets the event loop turn whenever a slice of time is used up. */
export class Slices {
  #start = performance.now();

  /** Resolves at once while the slice lasts. */
  async restIfDue(): Promise<void> {
    if (this.due) await this.rest();
  }

  get due(): boolean {
    return performance.now() - this.#start > sliceMs;
  }

  async rest(): Promise<void> {
    await setImmediate();
    this.#start = performance.now();
  }
}

/** Runs steps to their end without a rest, where no typing has to be let through. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** Runs steps to their end, a slice at a time. */
export async function inSlices<T>(steps: Steps<T>, slices = new Slices()): Promise<T> {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    if (slices.due) await slices.rest();
  }
}
