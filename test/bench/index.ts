/**
 * What the index of a folder costs.
 *
 *     npm run bench:index -- DIR [DIR ...]
 *
 * Each part runs in a process of its own: a bare parse of the same files in one thread, universal-ctags over the same
 * files, a cold start, a warm start with queries, and typing into the longest file below 6,000 lines. CPU time counts
 * all threads and child processes of a part; on a busy machine only it can be trusted.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setImmediate, setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { languageOf } from "../../grammars/languages.ts";
import type { IndexingProgress } from "../../server/index/reading/crawl.ts";
import { discover } from "../../server/index/reading/discovery.ts";
import { readSourceSync } from "../../server/index/reading/readSource.ts";
import { statistics } from "../../server/index/statistics.ts";
import { groupOf } from "../../server/index/tables/columns.ts";
import { Store } from "../../server/index/tables/store.ts";
import { stringAt } from "../../server/index/tables/strings.ts";
import { WorkspaceIndex } from "../../server/index/workspaceIndex.ts";
import { parse } from "../../server/languages/parse.ts";

type Figures = Readonly<Record<string, number | string>>;

const parts: Readonly<Record<string, (root: string, cache: string) => Promise<Figures>>> = {
  bare,
  ctags,
  cold,
  warm,
  typing,
};

const [first = ".", ...more] = process.argv.slice(2);
if (first.startsWith("--")) {
  const figures = await (parts[first.slice(2)] as (typeof parts)[string])(more[0] as string, more[1] as string);
  process.stdout.write(JSON.stringify(figures));
} else {
  for (const root of [first, ...more]) report(resolve(root));
}

function report(root: string): void {
  const cache = mkdtempSync(join(tmpdir(), "hearth-bench-"));
  process.stdout.write(`${root}\n`);
  const figures: Record<string, Figures> = {};
  for (const part of Object.keys(parts)) {
    const self = fileURLToPath(import.meta.url);
    const output = execFileSync(process.execPath, ["--expose-gc", self, `--${part}`, root, cache], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"],
    });
    figures[part] = JSON.parse(output);
    const pairs = Object.entries(figures[part] as Figures).map(([name, value]) => `${name} ${value}`);
    process.stdout.write(`  ${part.padEnd(7)} ${pairs.join(", ")}\n`);
  }
  const ratio = Number(figures.cold?.cpuMs) / Number(figures.bare?.cpuMs);
  process.stdout.write(`  cold start against bare parse, CPU: ${ratio.toFixed(2)}\n`);
  rmSync(cache, { recursive: true });
}

async function files(root: string): Promise<string[]> {
  const wanted = (path: string) => languageOf(path) !== undefined;
  return (await discover(root, { wanted, log: console.error })).paths.map((path) => join(root, path));
}

/** The least that an index of trees can cost: reading and parsing, nothing kept. */
async function bare(root: string): Promise<Figures> {
  const paths = await files(root);
  const start = clock();
  let bytes = 0;
  let unfreed = 0;
  for (const path of paths) {
    const source = readSourceSync(path);
    const language = languageOf(path);
    if (!language || "reason" in source) continue;
    parse(language, source.text);
    bytes += source.stamp.bytes;
    unfreed += source.stamp.bytes;
    if (unfreed < 1e6) continue;
    await setImmediate();
    globalThis.gc?.();
    unfreed = 0;
  }
  return { files: paths.length, MB: round(bytes / 1e6), ...start() };
}

async function ctags(root: string): Promise<Figures> {
  const input = (await files(root)).join("\n");
  // The last line of `times` is the user and system time of the shell's children: 1m2.345s 0m0.678s.
  const script = "ctags --version | grep -q Universal && ctags -L - -f - 2>&1 | wc -l && times";
  const start = performance.now();
  const result = spawnSync("bash", ["-c", script], { input, encoding: "utf8" });
  if (result.status !== 0) return { note: "universal-ctags is not installed" };
  const spent = [...(result.stdout.trim().split("\n").at(-1) ?? "").matchAll(/(\d+)m([\d.]+)s/g)];
  const cpuMs = spent.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60_000 + Number(seconds) * 1000, 0);
  return { tags: Number.parseInt(result.stdout, 10), cpuMs: round(cpuMs), wallMs: round(performance.now() - start) };
}

async function cold(root: string, cache: string): Promise<Figures> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const files: { postings?: number; all: number } = { all: 0 };
  const start = clock();
  const workspace = open(cache, ({ done, total }) => {
    files.all = total;
    if (done * 2 >= total) files.postings ??= start().wallMs;
  });
  delay.enable();
  await workspace.setFolders([root]);
  const spent = start();
  const { cpuMs, peakBytes } = workspace.usage;
  const folder = workspace.folder(root);
  const counts = folder ? statistics(folder.view) : {};
  const saving = clock();
  const snapshot = await folder?.save();
  const longest = delay.max / 1e6;
  await workspace.dispose();
  return {
    ...counts,
    postingsAfterMs: files.postings ?? 0,
    wallMs: spent.wallMs,
    mainCpuMs: spent.cpuMs,
    cpuMs: round(spent.cpuMs + cpuMs),
    mainMB: peakMB(),
    allMB: round(peakMB() + peakBytes / 2 ** 20),
    saveMs: saving().wallMs,
    snapshotMB: round((snapshot ?? 0) / 1e6),
    longestBlockMs: round(longest),
  };
}

async function warm(root: string, cache: string): Promise<Figures> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const start = clock();
  const workspace = open(cache);
  await workspace.setFolders([root]);
  const spent = start();
  const longest = delay.max / 1e6;
  const names = sample(workspace, root);
  const { index } = workspace;
  const figures = {
    warm: String(workspace.folder(root)?.isWarm),
    ...spent,
    mainMB: peakMB(),
    longestBlockMs: round(longest),
    ...quantiles("references", names, (name) => index.references(name)),
    ...quantiles("definitions", names, (name) => index.definitions(name)),
  };
  await workspace.dispose();
  return figures;
}

/** Writes and deletes a word, one letter at a time, all over a long file. */
async function typing(root: string, cache: string): Promise<Figures> {
  const workspace = open(cache);
  await workspace.setFolders([root]);
  const { index } = workspace;
  const path = index.files().reduce((longest, path) => {
    const lines = (file: string) => index.lines(file)?.length ?? 0;
    return lines(path) < 6_000 && lines(path) > lines(longest) ? path : longest;
  }, "");
  let text = (await index.text(path)) ?? "";
  workspace.open(path, "", text);
  await workspace.settled();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  let place = 0;
  const keystrokes: number[] = [];
  const blocks: number[] = [];
  for (let i = 0; i < 600; i++) {
    if (i % 12 === 0) place = text.indexOf("\n", (i / 600) * text.length);
    const at = place + (i % 12 < 6 ? i % 12 : 11 - (i % 12));
    const [start, oldEnd, inserted] = i % 12 < 6 ? [at, at, "a.b(c+"[i % 12] as string] : [at, at + 1, ""];
    text = text.slice(0, start) + inserted + text.slice(oldEnd);
    delay.reset();
    delay.enable();
    const pressed = performance.now();
    workspace.change(path, text, { start, oldEnd, newEnd: start + inserted.length });
    await workspace.settled();
    keystrokes.push(performance.now() - pressed);
    await sleep(5); // so that the delay is seen
    delay.disable();
    blocks.push(Math.max(0, delay.max / 1e6 - 1));
  }
  const file = relative(root, path);
  const lines = workspace.index.lines(path)?.length ?? 0;
  await workspace.dispose();
  return { file, lines, ...summary("keystrokeMs", keystrokes), ...summary("blockedMs", blocks) };
}

function open(cache: string, progress?: (progress: IndexingProgress) => void): WorkspaceIndex {
  const log = (message: string) => void process.stderr.write(`${message}\n`);
  return new WorkspaceIndex({ log, store: new Store({ folder: cache, log }), progress });
}

/** Names as they occur: a frequent name is asked for more often. */
function sample(workspace: WorkspaceIndex, root: string): string[] {
  const [layer] = workspace.folder(root)?.view.texts.layers ?? [];
  if (!layer) return [];
  const { names, byName } = layer.table.postings;
  const count = byName.at(-1) ?? 0;
  return Array.from({ length: 2_000 }, (_, i) => stringAt(names, groupOf(byName, Math.floor((i / 2_000) * count))));
}

function quantiles(what: string, names: readonly string[], look: (name: string) => unknown): Figures {
  const times = names.map((name) => {
    const start = performance.now();
    look(name);
    return performance.now() - start;
  });
  return summary(`${what}Ms`, times);
}

function summary(what: string, values: number[]): Figures {
  values.sort((a, b) => a - b);
  const at = (share: number) => round(values[Math.floor(share * (values.length - 1))] ?? 0, 3);
  return { [`${what}P50`]: at(0.5), [`${what}P95`]: at(0.95), [`${what}P99`]: at(0.99) };
}

/** Wall and CPU time of this process since it was called. */
function clock(): () => { readonly wallMs: number; readonly cpuMs: number } {
  const wall = performance.now();
  const cpu = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(cpu);
    return { wallMs: round(performance.now() - wall), cpuMs: round((user + system) / 1000) };
  };
}

function peakMB(): number {
  return round(process.resourceUsage().maxRSS / 1024);
}

function round(value: number, digits = 0): number {
  return Number(value.toFixed(digits));
}
