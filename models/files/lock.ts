import { randomUUID } from "node:crypto";
import { readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { hostname, uptime } from "node:os";
import { errorCode } from "../../base/errorCode.ts";
import { isRunning } from "../../base/isRunning.ts";
import { abortablePause } from "./abortablePause.ts";

/** The process that works on a file. */
type Owner = { readonly pid: number; readonly host: string; readonly id: string };

/** How often an owner shows that it lives. */
const beatMs = 5000;
/** An owner on another machine that has not shown itself for so long is gone. */
const goneMs = 60_000;

/**
 * Runs while no other process runs with the same lock, which is a file that names its owner. What a process that was
 * killed left behind is taken over. `onWait` is told once that another works on it.
 */
export async function withLock<T>(
  path: string,
  {
    onWait,
    signal,
    pollMs = 500,
  }: { readonly onWait: () => void; readonly signal: AbortSignal; readonly pollMs?: number },
  run: () => Promise<T>,
): Promise<T> {
  const owner: Owner = { pid: process.pid, host: hostname(), id: randomUUID() };
  for (let waits = 0; !(await isTaken(path, owner)); waits++) {
    if (waits === 0) onWait();
    await abortablePause(pollMs, signal);
  }
  const beat = setInterval(() => void utimes(path, new Date(), new Date()).catch(() => {}), beatMs).unref(); // removed
  try {
    return await run();
  } finally {
    clearInterval(beat);
    await rm(path, { force: true });
  }
}

/** True if the lock is ours from now on. */
async function isTaken(path: string, owner: Owner): Promise<boolean> {
  if (await writes(path, owner)) return true;
  if (await isAbandoned(path)) await clear(path, owner);
  return writes(path, owner);
}

/**
 * Removes an abandoned lock. A second lock guards this. Without it one process would remove the lock that another has
 * just taken in place of the abandoned one. Nobody else removes it, so a lock that is abandoned under the guard stays
 * so.
 */
async function clear(path: string, owner: Owner): Promise<void> {
  const guard = `${path}.clearing`;
  if (!(await writes(guard, owner))) {
    if (await isAbandoned(guard)) await rm(guard, { force: true });
    return;
  }
  if (await isAbandoned(path)) await rm(path, { force: true });
  await rm(guard, { force: true });
}

/** True if a lock is there whose owner is not. */
async function isAbandoned(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined); // ENOENT: given back meanwhile
  if (!found) return false;
  const owner = await read(path);
  if (owner?.host !== hostname()) return Date.now() - found.mtimeMs > goneMs;
  // A machine that slept has processes that could not show themselves, and one that was started anew other ones.
  return !isRunning(owner.pid) || found.mtimeMs < Date.now() - uptime() * 1000;
}

/** The owner in the lock; undefined while it is being written, or when it is gone. */
async function read(path: string): Promise<Owner | undefined> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch {
    return undefined; // see above
  }
}

/** False where there is a lock already. */
async function writes(path: string, owner: Owner): Promise<boolean> {
  try {
    await writeFile(path, JSON.stringify(owner), { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    throw error;
  }
}
