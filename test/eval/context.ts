/**
 * `npm run eval:context -- [--tasks N] [--seed N] DIR...`: how often the context holds the name that is needed next.
 * Model-free. See tasks.ts for what a task is; every strategy gets the same tasks and the same token counts.
 */
import { basename } from "node:path";
import { parseArgs } from "node:util";
import type { MemoryWorkspace } from "../context/memoryWorkspace.ts";
import { hearth, jaccardWindows, plainBm25, random, type Strategy } from "./strategies.ts";
import { holds, situationOf, type Task, tasksIn } from "./tasks.ts";
import { readTree, workspaceOf } from "./tree.ts";

const budgets = [256, 512, 1024, 2048];
const strategies: Readonly<Record<string, Strategy>> = {
  random,
  "Jaccard windows": jaccardWindows,
  "plain BM25": plainBm25,
  Hearth: hearth,
};

type Tally = { hits: number[]; nowhereHits: number[]; ms: number[] };

const { values, positionals } = parseArgs({
  options: {
    tasks: { type: "string", default: "200" },
    seed: { type: "string", default: "7" },
    only: { type: "string" },
  },
  allowPositionals: true,
});
const means = new Map<string, { recall: number[]; nowhere: number[] }>();
for (const folder of positionals) {
  const files = readTree(folder);
  const workspace = workspaceOf(files);
  const tasks = tasksIn(workspace, Number(values.tasks), Number(values.seed));
  const nowhere = tasks.filter((task) => task.nowhereInFile).length;
  console.log(
    `${basename(folder)}: ${files.size} files, ${workspace.chunks.size} chunks, ${tasks.length} tasks, ${nowhere} of them nowhere in their file`,
  );
  for (const [name, strategy] of Object.entries(strategies)) {
    if (values.only && values.only !== name) continue;
    const tally = tallied(workspace, tasks, strategy);
    const recall = tally.hits.map((hits) => (100 * hits) / tasks.length);
    const strict = tally.nowhereHits.map((hits) => (100 * hits) / nowhere);
    const sum = means.get(name) ?? { recall: budgets.map(() => 0), nowhere: budgets.map(() => 0) };
    means.set(name, {
      recall: sum.recall.map((x, i) => x + (recall[i] as number) / positionals.length),
      nowhere: sum.nowhere.map((x, i) => x + (strict[i] as number) / positionals.length),
    });
    const sorted = tally.ms.sort((a, b) => a - b);
    console.log(
      `  ${name.padEnd(18)} ${row(recall)}  | ${row(strict)}   ${percentile(sorted, 0.5).toFixed(1)} / ${percentile(sorted, 0.95).toFixed(1)} ms`,
    );
  }
}
console.log("mean");
for (const [name, { recall, nowhere }] of means) console.log(`  ${name.padEnd(18)} ${row(recall)}  | ${row(nowhere)}`);

function tallied(workspace: MemoryWorkspace, tasks: readonly Task[], strategy: Strategy): Tally {
  const tally: Tally = { hits: budgets.map(() => 0), nowhereHits: budgets.map(() => 0), ms: [] };
  for (const task of tasks) {
    const original = workspace.file(task.path)?.text as string;
    workspace.update(task.path, task.text);
    const situation = situationOf(workspace, task);
    for (const [i, budget] of budgets.entries()) {
      const start = performance.now();
      const pieces = strategy(situation, workspace, budget);
      tally.ms.push(performance.now() - start);
      const hit = pieces.some((piece) => holds(piece.text, task.name));
      if (hit) tally.hits[i] = (tally.hits[i] as number) + 1;
      if (hit && task.nowhereInFile) tally.nowhereHits[i] = (tally.nowhereHits[i] as number) + 1;
    }
    workspace.update(task.path, original);
  }
  return tally;
}

function row(values: readonly number[]): string {
  return values.map((value) => value.toFixed(1).padStart(5)).join(" ");
}

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
