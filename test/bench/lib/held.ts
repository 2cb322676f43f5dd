import { setImmediate } from "node:timers/promises";
import { costMs, heldMs, now } from "./moment.ts";
import { spread } from "./percentile.ts";

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
  const cpuMs = await costMs(work);
  isDone = true;
  await turns;
  return { cpuMs, holdMs };
}

/** The costs of a step as a line: CPU, longest holds, and how many of them are above the limit. */
export function costLine(costs: readonly Held[]): string {
  const [cpu, hold] = [costs.map(({ cpuMs }) => cpuMs), costs.map(({ holdMs }) => holdMs)];
  const long = hold.filter((ms) => ms > 10).length;
  return (
    `CPU ms ${spread(cpu, 1)}; longest hold ms ${spread(hold, 1)}, max ${Math.max(...hold).toFixed(1)}; ` +
    `above 10 ms in ${long} of ${costs.length}`
  );
}
