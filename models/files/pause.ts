import { setTimeout as sleep } from "node:timers/promises";

/** Waits, and throws what the signal was aborted with when it is. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => signal.throwIfAborted());
}
