import { setTimeout as pause } from "node:timers/promises";

const betweenMs = 10;

/** Resolves when it is so. Where that never comes, the test ends at its time limit. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await pause(betweenMs);
}
