/**
 * Loaded into the server's process before anything else (`--import`): at each SIGUSR2 it writes to stderr, as one line of
 * JSON behind `timers: `, what wakes the process by and by: every timer that is not over, the event loop held open or not.
 */
import { createHook } from "node:async_hooks";

/** In milliseconds; one that repeats wakes the processor forever. */
export type WaitingTimer = { readonly ms: number; readonly repeats: boolean };

/** What Node has of a timer, or nothing once it is collected. */
type Timer = { readonly _idleTimeout: number; readonly _repeat: number | null };

const waiting = new Map<number, WeakRef<object>>();
createHook({
  init(id, type, _trigger, resource) {
    if (type === "Timeout") waiting.set(id, new WeakRef(resource));
  },
  destroy(id) {
    waiting.delete(id);
  },
}).enable();

process.on("SIGUSR2", () => {
  const timers = [...waiting.values()].flatMap((timer) => (timer.deref() as Timer | undefined) ?? []);
  const told: WaitingTimer[] = timers
    .filter(({ _idleTimeout }) => _idleTimeout > 0) // -1 once it is over
    .map(({ _idleTimeout, _repeat }) => ({ ms: _idleTimeout, repeats: _repeat !== null }));
  process.stderr.write(`timers: ${JSON.stringify(told)}\n`);
});
