/**
 * `node --expose-gc dist/test/bench/memory.js DIR`: what it costs to ask the memory of the workspace at a cursor, filters
 * included, through the real index, and how long its steps hold the event loop. Places are drawn with a fixed seed, at
 * words. With --expose-gc also what the process holds more when all places were asked than before the first.
 */

import { resolve } from "node:path";
import { leastConfidence } from "../../server/context/memory/confidence.ts";
import { bestMemory, recallAt } from "../../server/features/generation/remember.ts";
import { holeOf } from "../../server/suggestions/shape.ts";
import { drawnCursors } from "./lib/drawnCursors.ts";
import { costLine, type Held, held } from "./lib/held.ts";

const places = 1000;

const { index, contexts, paths, next } = await drawnCursors(resolve(process.argv[2] ?? "."));
const costs: Held[] = [];
let found = 0;
const heldBefore = heldMegabytes();
for (let i = 0; i < places; i++) {
  const cursor = await next(withoutRestOfLine);
  if (!cursor) continue;
  const hole = holeOf(cursor);
  const cost = await held(async () => {
    if (bestMemory(await recallAt({ contexts }, cursor, hole), hole, leastConfidence)) found++;
  });
  // The first ones are slow as all code is.
  if (i >= 20) costs.push(cost);
}
console.log(`${paths.length} files; of ${places} places ${found} are remembered`);
console.log(costLine(costs));
if (heldBefore !== undefined) {
  console.log(`${((heldMegabytes() ?? 0) - heldBefore).toFixed(1)} MB more, of ${heldBefore.toFixed(0)} MB before`);
}
await index.dispose();

/** What JavaScript holds once garbage is collected; undefined where it cannot be collected. */
function heldMegabytes(): number | undefined {
  if (!globalThis.gc) return undefined;
  globalThis.gc();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
}

/** The text while the rest of the cursor's line is not yet typed. */
function withoutRestOfLine(text: string, offset: number): string {
  const end = text.indexOf("\n", offset);
  return text.slice(0, offset) + (end < 0 ? "" : text.slice(end));
}
