import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { afterAll, expect } from "@jest/globals";
import { onUnix } from "../systems.ts";
import { until } from "../until.ts";
import { ProcessEditor, usualCapabilities } from "./editor.ts";
import { TestUser } from "./environment.ts";
import type { WaitingTimer } from "./timersProbe.ts";

const user = new TestUser();
afterAll(() => user[Symbol.dispose]());

onUnix("a server with nothing to do looks for its editor now and then, and nothing else wakes it", async () => {
  const folder = join(user.folder, "shop");
  mkdirSync(folder);
  const text = "def area_of(circle):\n    return circle.radius * circle.radius * 3\n";
  writeFileSync(join(folder, "shapes.py"), text);
  const probe = new URL("./timersProbe.js", import.meta.url).href;
  await using editor = new ProcessEditor(user, { NODE_OPTIONS: `--import=${probe}` });
  const capabilities = {
    ...usualCapabilities,
    workspace: { workspaceFolders: true, didChangeWatchedFiles: { dynamicRegistration: true } },
  };
  await editor.initialize({ folder, capabilities, settings: { suggestions: { triggerMode: "off" } } });
  await editor.open(pathToFileURL(join(folder, "shapes.py")).href, text);
  const settled = () => editor.connection.sendRequest("workspace/executeCommand", { command: "hearth.settled" });
  await until(() => settled() as Promise<boolean>);
  const timers = timersOf(editor);
  // The index children leave and the index is written later: both once.
  const once = [10_000, 30_000];
  const others = async () => (await timers()).filter(({ ms, repeats }) => repeats || !once.includes(ms));
  const impatientMs = performance.now() + 20_000;
  await until(async () => (await others()).length <= 1 || performance.now() > impatientMs);
  expect(await others()).toEqual([{ ms: 15_000, repeats: true }]);
});

function timersOf({ process }: ProcessEditor): () => Promise<WaitingTimer[]> {
  const waiting: ((timers: WaitingTimer[]) => void)[] = [];
  createInterface(process.stderr as NodeJS.ReadableStream).on("line", (line) => {
    if (line.startsWith("timers: ")) waiting.shift()?.(JSON.parse(line.slice("timers: ".length)));
  });
  return () =>
    new Promise((tell) => {
      waiting.push(tell);
      process.kill("SIGUSR2");
    });
}
