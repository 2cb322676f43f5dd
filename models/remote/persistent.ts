import { setTimeout as pause } from "node:timers/promises";
import { errorMessage } from "../../base/errorText.ts";
import { Refused } from "./refused.ts";
import { retryWaitMs } from "./retry.ts";

/**
 * The events of an answer, asked for again where the server could not take the request at first. Once an event has
 * come nothing is asked again: the answer would begin anew.
 */
export async function* persistent(
  open: () => AsyncIterable<string>,
  signal: AbortSignal,
  log: (message: string) => void,
): AsyncGenerator<string> {
  for (let failures = 1; ; failures++) {
    let hasBegun = false;
    try {
      for await (const data of open()) {
        hasBegun = true;
        yield data;
      }
      return;
    } catch (error) {
      const isOpen = !hasBegun && error instanceof Refused;
      const waitMs = isOpen ? retryWaitMs(error.refusal, failures, Math.random()) : undefined;
      if (waitMs === undefined) throw error;
      log(`a remote is asked again in ${Math.round(waitMs)} ms: ${errorMessage(error)}`);
      await pause(waitMs, undefined, { signal });
    }
  }
}
