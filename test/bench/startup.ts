/**
 * How long an editor waits for `initialize`, from the start of the process, beside an empty Node process. On Linux also
 * the processor time of all threads until then, which says more on a busy machine.
 */
import { spawnSync } from "node:child_process";
import { ProcessEditor } from "../process/editor.ts";
import { TestUser } from "../process/environment.ts";
import { processorMs } from "./lib/processorTime.ts";

const runs = Number(process.argv[2] ?? 15);
using user = new TestUser();

const initialize: number[] = [];
const processor: number[] = [];
const node: number[] = [];
for (let run = 0; run < runs; run++) {
  const startedMs = performance.now();
  await using editor = new ProcessEditor(user);
  await editor.initialize();
  initialize.push(performance.now() - startedMs);
  processor.push(processorMs(editor.process.pid));
  node.push(emptyProcessMs());
}
console.log(`initialize answered: median ${median(initialize)} ms, worst ${Math.round(Math.max(...initialize))} ms`);
console.log(`processor time until then: median ${median(processor)} ms`);
console.log(`an empty Node process: median ${median(node)} ms`);
console.log(`ratio ${(median(initialize) / median(node)).toFixed(1)}, ${runs} runs`);

function emptyProcessMs(): number {
  const startedMs = performance.now();
  spawnSync(process.execPath, ["-e", ""]);
  return performance.now() - startedMs;
}

function median(values: readonly number[]): number {
  return Math.round([...values].sort((a, b) => a - b)[values.length >> 1] as number);
}
