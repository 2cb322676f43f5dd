/**
 * `node dist/test/bench/memory.js DIR`: what it costs to ask the memory of the workspace at a cursor, filters included,
 * through the real index, and how long its steps hold the event loop. Places are drawn with a fixed seed, at words.
 */

import { resolve } from "node:path";
import { remember } from "../../server/features/generation/remember.ts";
import { holeOf } from "../../server/suggestions/shape.ts";
import { drawnCursors } from "./lib/drawnCursors.ts";
import { costLine, type Held, held } from "./lib/held.ts";

const places = 1000;

const { index, contexts, paths, next } = await drawnCursors(resolve(process.argv[2] ?? "."));
const costs: Held[] = [];
let found = 0;
for (let i = 0; i < places; i++) {
  const cursor = await next(withoutRestOfLine);
  if (!cursor) continue;
  const hole = holeOf(cursor);
  const cost = await held(async () => {
    if (await remember({ contexts }, cursor, hole, "automatic")) found++;
  });
  // The first ones are slow as all code is.
  if (i >= 20) costs.push(cost);
}
console.log(`${paths.length} files; of ${places} places ${found} are remembered`);
console.log(costLine(costs));
await index.dispose();

/** The text while the rest of the cursor's line is not yet typed. */
function withoutRestOfLine(text: string, offset: number): string {
  const end = text.indexOf("\n", offset);
  return text.slice(0, offset) + (end < 0 ? "" : text.slice(end));
}
