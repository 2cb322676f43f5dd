import type { Machine } from "../../models/catalog/machine.ts";
import { inspect, type MachineReport } from "../../models/host/inspect/inspect.ts";
import type { Config } from "../config/config.ts";
import { size } from "./sizes.ts";

/** This machine as models will find it, the speed of its memory measured in less than a second. */
export async function thisMachine({ gpu, threads }: Config): Promise<Machine & MachineReport> {
  const report = await inspect("machine", gpu);
  // As many threads read as the engine host would use: one core is left to the editor.
  const reading = threads === "auto" ? Math.max(1, report.cores - 1) : threads;
  return { ...report, bytesPerSecond: await inspect("bandwidth", String(reading)) };
}

/** "AMD Ryzen 7, 8 cores, 33.6 GB of memory (20.1 GB free); RTX 4060 with 8.6 GB (cuda)" */
export function describeMachine({ cpu, cores, ram, gpu }: MachineReport): string {
  const processor = `${cpu}, ${cores} ${cores === 1 ? "core" : "cores"}`;
  const memory = `${size(ram.total)} of memory (${size(ram.free)} free)`;
  return `${processor}, ${memory}; ${gpu ? describeGpu(gpu) : "no GPU that llama.cpp can use"}`;
}

function describeGpu({ kind, names, total, free, unified }: NonNullable<Machine["gpu"]>): string {
  const memory = unified ? `sharing ${size(total)}` : `with ${size(total)} (${size(free)} free)`;
  return `${names.join(", ") || "a GPU"} ${memory}, by ${kind}`;
}
