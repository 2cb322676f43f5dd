import { existsSync, readdirSync, readFileSync } from "node:fs";

/** What the threads of a process have had of the processor; NaN where the system does not tell. */
export function processorMs(pid: number | undefined): number {
  const threads = `/proc/${pid}/task`;
  if (!existsSync(threads)) return Number.NaN;
  const nanoseconds = (thread: string) => Number(readFileSync(`${threads}/${thread}/schedstat`, "utf8").split(" ")[0]);
  return readdirSync(threads).reduce((sum, thread) => sum + nanoseconds(thread), 0) / 1e6;
}
