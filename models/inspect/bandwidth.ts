import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";

/** Larger than any cache, so that memory is what is measured. */
const blockBytes = 64 << 20;
const measuredMs = 400;

/**
 * Bytes that so many threads together read in a second. Writing a token means reading all weights once, and on a
 * processor that reading is what takes the time.
 */
export async function bandwidth(threads: number): Promise<number> {
  const workers = Array.from({ length: Math.max(1, threads) }, () => read());
  return (await Promise.all(workers)).reduce((sum, each) => sum + each, 0);
}

function read(): Promise<number> {
  const worker = new Worker(new URL(import.meta.url), { workerData: { measuredMs } });
  return new Promise((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
  });
}

/** Comparing equal buffers reads both to their ends and writes nothing. */
function bytesPerSecond(ms: number): number {
  const [one, other] = [Buffer.alloc(blockBytes, 1), Buffer.alloc(blockBytes, 1)] as const;
  const start = performance.now();
  let comparisons = 0;
  while (performance.now() - start < ms) {
    if (!one.equals(other)) throw new Error("equal buffers differ");
    comparisons++;
  }
  return (comparisons * 2 * blockBytes * 1000) / (performance.now() - start);
}

if (!isMainThread) parentPort?.postMessage(bytesPerSecond(workerData.measuredMs));
