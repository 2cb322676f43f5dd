import { setImmediate } from "node:timers/promises";

export type Held = {
  /** Of the process, from the call to its result. */
  readonly cpuMs: number;
  /**
   * The longest time between two turns of the event loop, or the CPU time that the process spent there where that is
   * less: what other processes take is not the work's.
   */
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
      holdMs = Math.max(holdMs, Math.min(turn.wallMs - last.wallMs, turn.cpuMs - last.cpuMs));
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

function now(): { readonly wallMs: number; readonly cpuMs: number } {
  const { user, system } = process.cpuUsage();
  return { wallMs: performance.now(), cpuMs: (user + system) / 1000 };
}
