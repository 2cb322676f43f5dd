import { cpus, freemem, loadavg, totalmem } from "node:os";
import { getLlama, getLlamaGpuTypes, LlamaLogLevel } from "node-llama-cpp";
import type { Gpu } from "../../catalog/machine.ts";
import type { MachineReport } from "./inspect.ts";

/** llama.cpp can use these here. `gpu` is the user's choice: "auto", "off" or one of its kinds. */
export async function machineReport(gpu: string): Promise<MachineReport> {
  const llama = await getLlama({
    gpu: gpu === "off" ? false : (gpu as "auto"),
    build: "never",
    progressLogs: false,
    logLevel: LlamaLogLevel.disabled,
  });
  const { total, free, unifiedSize } = await llama.getVramState();
  const names = llama.gpu ? await llama.getGpuDeviceNames() : [];
  const found: Gpu | null = llama.gpu ? { kind: llama.gpu, names, total, free, unified: unifiedSize > 0 } : null;
  const binaries = (await getLlamaGpuTypes("supported")).filter((kind) => kind !== false);
  return {
    cores: llama.cpuMathCores,
    cpu: cpus()[0]?.model.trim() ?? "unknown",
    ram: { total: totalmem(), free: freeBytes() },
    gpu: found,
    binaries,
    isBusy: (loadavg()[0] ?? 0) > cpus().length,
  };
}

/** The memory that can be had, not only what lies idle. The system gives up its file cache where memory is wanted. */
function freeBytes(): number {
  const available = (process as { availableMemory?: () => number }).availableMemory?.();
  return available ?? freemem();
}
