/** What it costs an editor's server that somebody views it: processor time for each request, with a page and without. */
import { ProcessEditor } from "../process/editor.ts";
import { TestUser } from "../process/environment.ts";
import { ScriptedHost } from "../process/scriptedHost.ts";
import { Viewing } from "../process/viewing.ts";
import { sum } from "./lib/percentile.ts";
import { processorMs } from "./lib/processorTime.ts";

const rounds = 10;
const keysInRound = 100;
const uri = "file:///project/a.ts";

/** A file whose prompt fills the model's context. */
const above = Array.from(
  { length: 600 },
  (_, i) => `export const value${i} = compute${i % 7}(${i}, "some text");\n`,
).join("");

using user = new TestUser();
await using host = await ScriptedHost.start(user);
host.answers = ["(1, 2);\n"];
await using editor = new ProcessEditor(user);
await editor.initialize({ settings: host.settings });
await editor.open(uri, above, "typescript");
let line = above.split("\n").length - 1;

/** Milliseconds of the processor for a key and its request, each of which asks the model anew. */
async function round(): Promise<number> {
  const beganMs = processorMs(editor.process.pid);
  for (let key = 0; key < keysInRound; key++) {
    await editor.type(uri, line, 0, `call${line}\n`);
    await editor.inlineCompletion(uri, line, `call${line}`.length, "byHand");
    line++;
  }
  return (processorMs(editor.process.pid) - beganMs) / keysInRound;
}

let bytes = 0;
let told = 0;

/** The same while a page is open. */
async function viewedRound(): Promise<number> {
  await using viewing = await Viewing.ready(user);
  const events = viewing.events();
  await events.next();
  await new Promise((resolve) => setTimeout(resolve, 3000));
  const reading = (async () => {
    for await (const { event, data } of events) {
      if (event !== "request") continue;
      told++;
      bytes += JSON.stringify(data).length;
    }
  })().catch(() => {}); // the page is closed
  const cost = await round();
  viewing.leave();
  await reading;
  return cost;
}

await editor.untilSuggested(uri, line, 0, "byHand");
await round(); // warm
const [alone, viewed]: [number[], number[]] = [[], []];
for (let i = 0; i < rounds; i++) {
  // The text grows and the machine changes: who comes first alternates.
  if (i % 2 === 0) alone.push(await round());
  viewed.push(await viewedRound());
  if (i % 2 === 1) alone.push(await round());
}
const mean = (values: readonly number[]) => sum(values) / values.length;
const row = (name: string, values: readonly number[]) =>
  `${name.padEnd(10)}${mean(values).toFixed(2)} ms  (${values.map((value) => value.toFixed(1)).join(", ")})\n`;
process.stdout.write("processor time of the server for a key and its request, mean of rounds\n");
process.stdout.write(row("alone", alone) + row("viewed", viewed));
process.stdout.write(`${told} requests told, ${Math.round(bytes / told / 1000)} kB each\n`);
