/**
 * `node dist/test/bench/footprint.js [--heap FOLDER] [--host] [DIR ...]`: the memory that the server's process takes for
 * a workspace once it knows all of it, cold and again from the stored index, in MB: what the system counts, and what of
 * it JavaScript holds. No model is loaded. The process is the real one, its memory is read from Linux's /proc.
 * `--heap` writes a heap snapshot of each, for the memory page of a browser's developer tools. `--host` tells what the
 * engine host takes with the embedded model instead.
 */
import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { memoryBytes, processesOf } from "../faults/lib/processes.ts";
import { ProcessEditor, unfinished } from "../process/editor.ts";
import { TestUser } from "../process/environment.ts";
import type { MemoryTold } from "./lib/memoryProbe.ts";

const { values, positionals } = parseArgs({
  options: { heap: { type: "string" }, host: { type: "boolean" } },
  allowPositionals: true,
});

/** By then the index is written, its children have left, and what was put off is done. */
const quietMs = 36_000;

if (values.host) console.log(await hostFootprint());
else
  for (const folder of positionals.length > 0 ? positionals : ["server"]) {
    using user = new TestUser();
    console.log(resolve(folder));
    for (const start of ["cold", "warm"]) console.log(`  ${start}: ${await footprint(user, resolve(folder))}`);
  }

/** Once it has answered and nothing is left to do. */
async function hostFootprint(): Promise<string> {
  using user = new TestUser();
  await using editor = new ProcessEditor(user);
  await editor.initialize();
  const { uri, text, end } = unfinished;
  await editor.open(uri, text);
  await editor.untilSuggested(uri, end.line, end.character, "byHand");
  await pause(5_000);
  const host = processesOf(user).find(({ command }) => command.startsWith("hearth-host"));
  if (!host) throw new Error("no host");
  const parts = ["VmRSS", "RssFile", "RssAnon"].map(
    (name) => `${name} ${(memoryBytes(host.pid, name) / 1e6).toFixed(0)}`,
  );
  return `host: ${parts.join(", ")}`;
}

async function footprint(user: TestUser, folder: string): Promise<string> {
  const probe = new URL("./lib/memoryProbe.js", import.meta.url).href;
  const heap = values.heap === undefined ? undefined : resolve(values.heap);
  if (heap) mkdirSync(heap, { recursive: true });
  const env = { NODE_OPTIONS: `--import=${probe}`, ...(heap && { HEARTH_HEAP: heap }) };
  await using editor = new ProcessEditor(user, env);
  const { pid, stderr } = editor.process;
  if (!stderr || pid === undefined) throw new Error("no server");
  const told = new Promise<MemoryTold>((tell) => {
    createInterface(stderr).on("line", (line) => {
      if (line.startsWith("memory: ")) tell(JSON.parse(line.slice("memory: ".length)));
    });
  });
  await editor.initialize({ folder, settings: { suggestions: { triggerMode: "off" } } });
  const settled = () => editor.connection.sendRequest("workspace/executeCommand", { command: "hearth.settled" });
  while (!(await settled())) await pause(50);
  await pause(quietMs);
  const [resident, peak, files] = ["VmRSS", "VmHWM", "RssFile"].map((name) => memoryBytes(pid, name) / 1e6);
  editor.process.kill("SIGUSR2");
  const { before, after, spaces } = await told;
  const parts = [
    ["resident", resident],
    ["of it mapped files", files],
    ["peak", peak],
    ["heap", before.heapTotal / 1e6],
    ["used", before.heapUsed / 1e6],
    ["alive", after.heapUsed / 1e6],
    ["arrays", after.arrayBuffers / 1e6],
    ["external", after.external / 1e6],
    ["resident after a collection", after.rss / 1e6],
  ] as const;
  const large = Object.entries(spaces).filter(([, bytes]) => bytes > 1e6);
  return [...parts, ...large.map(([name, bytes]) => [name, bytes / 1e6] as const)]
    .map(([name, megabytes]) => `${name} ${(megabytes ?? 0).toFixed(0)}`)
    .join(", ");
}
