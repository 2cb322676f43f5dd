/**
 * `npm run eval:context -- [--tasks N] [--seed N] [--only STRATEGY] [DIR...]`: what a prompt holds of what is needed next.
 *
 * Without a model: see tasks.ts for what a task is and strategies.ts for what Hearth is compared with. Every strategy
 * gets the same tasks and token counts. Then, for Hearth alone: how often the definition is shown, how much of the
 * context was of no use, whether anything leaked, whether the order of files shows, what typing makes a model read again.
 */
import { basename } from "node:path";
import { parseArgs } from "node:util";
import type { MemoryWorkspace } from "../context/memoryWorkspace.ts";
import { mean } from "./bootstrap.ts";
import { checks } from "./checks.ts";
import { foldersOr } from "./folders.ts";
import { replay, type Step } from "./replay.ts";
import { hearth, jaccardWindows, plainBm25, random, type Strategy } from "./strategies.ts";
import { holds, situationOf, type Task, tasksIn } from "./tasks.ts";
import { readTree, workspaceOf } from "./tree.ts";

const budgets = [256, 512, 1024, 2048];
const sessions = 12;
const strategies: Readonly<Record<string, Strategy>> = {
  none: () => [],
  random,
  "Jaccard windows": jaccardWindows,
  "plain BM25": plainBm25,
  Hearth: hearth,
};

type Recall = { readonly all: readonly number[]; readonly nowhere: readonly number[]; readonly ms: readonly number[] };

const { values, positionals } = parseArgs({
  options: {
    tasks: { type: "string", default: "150" },
    seed: { type: "string", default: "7" },
    only: { type: "string" },
  },
  allowPositionals: true,
});
const seed = Number(values.seed);
const recalls = new Map<string, Recall[]>();
console.log(
  `recall in % at ${budgets.join(", ")} tokens | of names that stand nowhere in the file | CPU ms median, p95`,
);
for (const folder of foldersOr(positionals)) {
  const files = readTree(folder);
  const workspace = workspaceOf(files);
  const tasks = tasksIn(workspace, Number(values.tasks), seed);
  const nowhere = tasks.filter((task) => task.nowhereInFile).length;
  console.log(
    `${basename(folder)}: ${files.size} files, ${tasks.length} tasks, ${nowhere} of them nowhere in their file`,
  );
  for (const [name, strategy] of Object.entries(strategies)) {
    if (values.only !== undefined && values.only !== name) continue;
    const recall = recallOf(workspace, tasks, strategy);
    recalls.set(name, [...(recalls.get(name) ?? []), recall]);
    print(name, recall);
  }
  const { definitions, waste, leaks, isStable } = checks(workspace, files, tasks, seed);
  const shares = `definition shown ${percent(definitions)}, waste ${percent(waste)} of the context at 1024 tokens`;
  console.log(`  ${shares}, ${leaks} leaks, file order ${isStable ? "does not show" : "SHOWS"}`);
  for (const order of ["suffix-prefix-middle", "prefix-suffix-middle"] as const) {
    printReuse(order, replay(workspace, sessions, order, seed));
  }
}
console.log("mean of all");
for (const [name, found] of recalls) {
  const column = (of: (recall: Recall) => readonly number[]) =>
    budgets.map((_, i) => mean(found.map((one) => of(one)[i] as number)));
  print(name, {
    all: column(({ all }) => all),
    nowhere: column(({ nowhere }) => nowhere),
    ms: found.flatMap(({ ms }) => ms),
  });
}

function recallOf(workspace: MemoryWorkspace, tasks: readonly Task[], strategy: Strategy): Recall {
  const hits: boolean[][] = [];
  const ms: number[] = [];
  for (const task of tasks) {
    const original = workspace.file(task.path)?.text as string;
    workspace.update(task.path, task.text);
    const situation = situationOf(workspace, task);
    hits.push(
      budgets.map((budget) => {
        const start = process.cpuUsage();
        const pieces = strategy(situation, workspace, budget);
        const { user, system } = process.cpuUsage(start);
        ms.push((user + system) / 1000);
        return pieces.some((piece) => holds(piece.text, task.name));
      }),
    );
    workspace.update(task.path, original);
  }
  const share = (of: readonly boolean[][]) =>
    budgets.map((_, i) => (100 * of.filter((hit) => hit[i]).length) / Math.max(1, of.length));
  return { all: share(hits), nowhere: share(hits.filter((_, i) => tasks[i]?.nowhereInFile)), ms };
}

function print(name: string, { all, nowhere, ms }: Recall): void {
  console.log(`  ${name.padEnd(16)} ${row(all)} | ${row(nowhere)} | ${at(ms, 0.5)} ${at(ms, 0.95)}`);
}

function printReuse(order: string, steps: readonly Step[]): void {
  const sameLine = steps.filter(({ newLine }) => !newLine);
  const lines = steps.filter(({ newLine }) => newLine).map(({ read }) => read);
  const reuse = mean(sameLine.map(({ total, read }) => 1 - read / total));
  const again = `median ${at(lines, 0.5)}, mean ${mean(lines).toFixed(0)}, p95 ${at(lines, 0.95)}`;
  console.log(`  typing, ${order}: ${percent(reuse)} reused on the line; read again at a new line: ${again} tokens`);
  const needed = steps.flatMap(({ isShown }) => (isShown === undefined ? [] : Number(isShown)));
  console.log(`    ${percent(mean(needed))} of ${needed.length} names needed meanwhile are shown`);
}

function row(values: readonly number[]): string {
  return values.map((value) => value.toFixed(1).padStart(5)).join(" ");
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function at(values: readonly number[], share: number): string {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1);
}
