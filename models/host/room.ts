import { statSync } from "node:fs";
import { setTimeout as after } from "node:timers/promises";
import { runningHosts } from "../local/hosts.ts";
import type { HostReport } from "../local/protocol.ts";

/** There is not enough memory for a model beside the others that are in use. */
export class NoRoom extends Error {
  readonly neededBytes: number;

  constructor(neededBytes: number, message: string) {
    super(message);
    this.neededBytes = neededBytes;
  }
}

/** The system keeps this share of what the model takes: an estimate is not exact. */
const reserve = 0.1;

/**
 * Throws NoRoom unless a model of this size fits beside the ones that `others` have in memory. Their weights are read
 * through the page cache, which the system calls available. Two models that push each other out of it are of no use to
 * anybody.
 */
export function ensureRoom(neededBytes: number, availableBytes: number, others: readonly HostReport[]): void {
  const freeBytes = availableBytes - others.reduce((sum, other) => sum + weightsInRam(other), 0);
  if (neededBytes * (1 + reserve) <= freeBytes) return;
  throw new NoRoom(
    neededBytes,
    `it takes ${gigabytes(neededBytes)} and ${gigabytes(Math.max(0, freeBytes))} are free beside the other models; choose a smaller model, or set hearth.chat.model to "same"`,
  );
}

/** As it is now, on this machine. Throws NoRoom. */
export async function ensureRoomBesideOthers(neededBytes: number): Promise<void> {
  const others = (await runningHosts()).filter(({ pid }) => pid !== process.pid);
  ensureRoom(neededBytes, process.availableMemory(), others);
}

/** Resolves when `ensure` no longer throws NoRoom: models leave memory when nobody asks them for long. */
export async function untilRoom(ensure: () => Promise<void>, againMs: number): Promise<void> {
  for (;;) {
    await after(againMs);
    try {
      return await ensure();
    } catch (error) {
      if (!(error instanceof NoRoom)) throw error;
    }
  }
}

function weightsInRam({ model, status }: HostReport): number {
  const bytes = statSync(model, { throwIfNoEntry: false })?.size ?? 0;
  if (status.state !== "ready") return bytes;
  const { gpuLayers, totalLayers } = status.model;
  return bytes * (1 - Math.min(1, gpuLayers / totalLayers));
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
