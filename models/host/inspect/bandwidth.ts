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

/**
 * Comparing equal buffers reads both to their ends and writes nothing. The quickest time is the least disturbed one.
 */
function bytesPerSecond(ms: number): number {
  const [one, other] = [Buffer.alloc(blockBytes, 1), Buffer.alloc(blockBytes, 1)] as const;
  const end = performance.now() + ms;
  let quickestMs = Infinity;
  while (performance.now() < end) {
    const start = performance.now();
    if (!one.equals(other)) throw new Error("equal buffers differ");
    quickestMs = Math.min(quickestMs, performance.now() - start);
  }
  return (2 * blockBytes * 1000) / quickestMs;
}

if (!isMainThread) parentPort?.postMessage(bytesPerSecond(workerData.measuredMs));
