import { readdirSync, readFileSync } from "node:fs";
import type { TestUser } from "../../process/environment.ts";
import { until } from "../../until.ts";

export type Process = { readonly pid: number; readonly parent: number; readonly command: string };

/** Every process that runs in the environment of a test's user, whoever started it. Linux only. */
export function processesOf({ folder }: TestUser): Process[] {
  return allProcesses().filter(({ pid }) => procFile(pid, "environ").includes(`=${folder}/`));
}

/** Linux only. */
export function allProcesses(): Process[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => ({
      pid: Number(pid),
      parent: Number(/\) \S+ (\d+)/.exec(procFile(pid, "stat"))?.[1]),
      command: procFile(pid, "cmdline").replaceAll("\0", " "),
    }))
    .filter(({ command }) => command !== ""); // what has ended and is not yet fetched by its parent has none
}

/** Memory that a process holds; 0 when it has ended. */
export function rssBytes(pid: number): number {
  return memoryBytes(pid, "VmRSS");
}

/** The same by the name of a figure in `/proc/PID/status`. */
export function memoryBytes(pid: number, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(procFile(pid, "status"))?.[1] ?? 0) * 1024;
}

/** Files, sockets and pipes that a process holds. */
export function handles(pid: number): number {
  try {
    return readdirSync(`/proc/${pid}/fd`).length;
  } catch {
    return 0; // it has ended
  }
}

/** Resolves when a process has ended. */
export async function gone(pid: number): Promise<void> {
  await until(() => procFile(pid, "cmdline") === "");
}

/** Empty for a process that has ended. */
function procFile(pid: number | string, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, "latin1");
  } catch {
    return "";
  }
}
