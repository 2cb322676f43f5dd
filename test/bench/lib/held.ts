import { setImmediate } from "node:timers/promises";
import { heldMs, now } from "./moment.ts";

export type Held = {
  /** From the call to its result. */
  readonly cpuMs: number;
  /** The longest time between two turns of the event loop; see `heldMs`. */
  readonly holdMs: number;
};

/** What a piece of work costs, and how long it holds the event loop at most. */
export async function held(work: () => unknown): Promise<Held> {
  await setImmediate();
  let holdMs = 0;
  let last = now();
  let isDone = false;
  const turns = (async () => {
    while (!isDone) {
      await setImmediate();
      const turn = now();
      holdMs = Math.max(holdMs, heldMs(last, turn));
      last = turn;
    }
  })();
  const start = now();
  await work();
  const { cpuMs } = now();
  isDone = true;
  await turns;
  return { cpuMs: cpuMs - start.cpuMs, holdMs };
}
