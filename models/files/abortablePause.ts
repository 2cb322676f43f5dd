import { setTimeout as sleep } from "node:timers/promises";

/** Waits, and throws what the signal was aborted with when it is. */
export async function abortablePause(ms: number, signal: AbortSignal): Promise<void> {
  // It fails only when it is aborted, and with an error of Node's own.
  await sleep(ms, undefined, { signal }).catch(() => signal.throwIfAborted());
}
