/**
 * Loaded into the server's process before anything else (`--import`): what its memory is made of, written to stderr as one
 * line of JSON behind `memory: ` at each SIGUSR2. With HEARTH_HEAP=FOLDER a heap snapshot is written there, too.
 */
import { join } from "node:path";
import { getHeapSpaceStatistics, setFlagsFromString, writeHeapSnapshot } from "node:v8";
import { runInNewContext } from "node:vm";

export type MemoryTold = {
  /** In bytes, as `process.memoryUsage` has them: at this moment, and once garbage was collected. */
  readonly before: NodeJS.MemoryUsage;
  readonly after: NodeJS.MemoryUsage;
  /** Names of V8's spaces with the bytes used in them, once garbage was collected. */
  readonly spaces: Readonly<Record<string, number>>;
};

process.on("SIGUSR2", () => {
  const before = process.memoryUsage();
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  for (let i = 0; i < 3; i++) collect();
  const after = process.memoryUsage();
  const spaces = Object.fromEntries(
    getHeapSpaceStatistics().map(({ space_name, space_used_size }) => [space_name, space_used_size]),
  );
  process.stderr.write(`memory: ${JSON.stringify({ before, after, spaces } satisfies MemoryTold)}\n`);
  if (process.env.HEARTH_HEAP) writeHeapSnapshot(join(process.env.HEARTH_HEAP, `${process.pid}.heapsnapshot`));
});
