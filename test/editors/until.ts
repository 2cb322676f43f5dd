import { setTimeout as pause } from "node:timers/promises";

/** Long enough for a machine that is busy with everything else. */
const longestMs = 40_000;
const betweenMs = 50;

/** Asks again until `question` has an answer that is not undefined or false. `state` tells what was there instead. */
export async function until<T>(
  what: string,
  question: () => Promise<T | undefined | false>,
  state: () => Promise<string>,
  limitMs: number = longestMs,
): Promise<T> {
  const deadline = performance.now() + limitMs;
  for (;;) {
    const answer = await question();
    if (answer !== undefined && answer !== false) return answer;
    if (performance.now() > deadline) throw new Error(`${what}: not within ${limitMs / 1000} s\n${await state()}`);
    await pause(betweenMs);
  }
}
