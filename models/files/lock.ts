import { randomUUID } from "node:crypto";
import { readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { pause } from "./pause.ts";

/** Who works on a file. */
type Owner = { readonly pid: number; readonly host: string; readonly id: string };

/** How often an owner shows that it lives. */
const beatMs = 5000;
/** One that has not shown itself for so long is gone, even where its process cannot be looked up. */
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
    await pause(pollMs, signal);
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
  const other = await read(path);
  if (await isAlive(path, other)) return false;
  // Of several who find it abandoned, the rename gives it to one; it must still be the abandoned one then.
  const aside = `${path}.${owner.id}`;
  if (!(await succeeds(rename(path, aside)))) return false;
  const moved = await read(aside);
  if (moved?.id !== other?.id) await succeeds(rename(aside, path));
  await rm(aside, { force: true });
  return writes(path, owner);
}

async function isAlive(path: string, owner: Owner | undefined): Promise<boolean> {
  const found = await stat(path).catch(() => undefined); // released meanwhile
  if (!found || Date.now() - found.mtimeMs > goneMs) return false;
  return !owner || owner.host !== hostname() || isRunning(owner.pid);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM"; // another user's, but there
  }
}

/** What stands in the lock; undefined while it is being written, or when it is gone. */
async function read(path: string): Promise<Owner | undefined> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch {
    return undefined; // see above
  }
}

function writes(path: string, owner: Owner): Promise<boolean> {
  return succeeds(writeFile(path, JSON.stringify(owner), { flag: "wx", mode: 0o600 }));
}

/** False where another process was quicker. Throws what has another reason. */
async function succeeds(change: Promise<void>): Promise<boolean> {
  try {
    await change;
    return true;
  } catch (error) {
    if (["EEXIST", "ENOENT"].includes((error as NodeJS.ErrnoException).code ?? "")) return false;
    throw error;
  }
}
