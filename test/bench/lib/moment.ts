import { existsSync, readFileSync } from "node:fs";

export type Moment = { readonly wallMs: number; readonly cpuMs: number };

/** What Linux knows of the thread that reads it; the first number is its CPU time in ns. */
const ownStatistics = "/proc/thread-self/schedstat";
const knowsThread = existsSync(ownStatistics);

/**
 * Now, by a clock that nobody can set and which the profiler shares, and by the CPU time that this thread has had. Where
 * the system does not tell threads apart it is the process's, in which collectors of garbage and compilers work too.
 */
export function now(): Moment {
  return { wallMs: Number(process.hrtime.bigint()) / 1e6, cpuMs: knowsThread ? threadCpuMs() : processCpuMs() };
}

/**
 * How long the event loop was held between two of its turns: the time, or the CPU time that it took where that is less,
 * since what other processes take is not the work's.
 */
export function heldMs(from: Moment, to: Moment): number {
  return Math.min(to.wallMs - from.wallMs, to.cpuMs - from.cpuMs);
}

/**
 * The CPU time of a piece of work that one thread does. A thread's own clock moves at the ticks of the scheduler, which
 * are too coarse for a few milliseconds; the process's is fine, but counts other threads.
 */
export async function costMs(work: () => unknown): Promise<number> {
  const [wallMs, cpuMs] = [performance.now(), processCpuMs()];
  await work();
  return Math.min(performance.now() - wallMs, processCpuMs() - cpuMs);
}

function threadCpuMs(): number {
  return Number.parseInt(readFileSync(ownStatistics, "latin1"), 10) / 1e6;
}

function processCpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
