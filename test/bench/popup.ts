/**
 * `npm run bench:popup -- [--requests N] [--budget MS] [--slow MS]`: how long popups wait with a model that needs seconds,
 * while a program is typed key by key, each key after the answer to the one before. The server is the real process, its
 * model a script that begins to write after `--slow` ms and then writes what is typed, or something else. Beside each runs
 * a timer of the budget's length in this process: how late that comes is what the machine costs.
 */

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ProcessEditor } from "../process/editor.ts";
import { TestUser } from "../process/environment.ts";
import { ScriptedHost } from "../process/scriptedHost.ts";

const { values } = parseArgs({
  options: {
    requests: { type: "string", default: "500" },
    budget: { type: "string", default: "150" },
    slow: { type: "string", default: "1500" },
  },
});
const budgetMs = Number(values.budget);
const uri = "file:///project/cart.py";
const above = "class Cart:\n    def __init__(self, items):\n        self.items = items\n\n";
const typed =
  "    def total(self):\n        total = 0\n        for item in self.items:\n            total += item.price\n";

using user = new TestUser();
mkdirSync(join(user.env.XDG_RUNTIME_DIR as string, "hearth"), { recursive: true, mode: 0o700 });
await using host = await ScriptedHost.start(user);
host.wordMs = 300;
await using editor = new ProcessEditor(user);
await editor.initialize({ settings: { ...host.settings, completion: { budgetMs } } });
await editor.open(uri, above);
const place = { line: 4, character: 0 };
const waits: number[] = [];
const timers: number[] = [];
let shown = 0;
for (let i = 0; i < Number(values.requests); i++) {
  const at = i % typed.length;
  const key = typed[at] as string;
  host.answers = [late(at % 11 === 0 ? "something_else()\n" : typed.slice(at + 1))];
  await editor.type(uri, place.line, place.character, key);
  Object.assign(place, key === "\n" ? { line: place.line + 1, character: 0 } : { character: place.character + 1 });
  const startedMs = performance.now();
  const timer = new Promise<void>((resolve) => setTimeout(resolve, budgetMs)).then(() => {
    timers.push(performance.now() - startedMs);
  });
  const list = await editor.connection.sendRequest<{ items: unknown[] } | null>("textDocument/completion", {
    textDocument: { uri },
    position: place,
    context: { triggerKind: 3 },
  });
  waits.push(performance.now() - startedMs);
  shown += list?.items.length ?? 0;
  await timer;
}
console.log(`${waits.length} popups, ${shown} with an item; aim for p99: ${budgetMs + 20} ms`);
console.log(`popup ${quantiles(waits)}`);
console.log(`timer ${quantiles(timers)}`);

function quantiles(times: readonly number[]): string {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(0);
  return `p50 ${at(0.5)} ms, p90 ${at(0.9)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms`;
}

function late(text: string): Promise<string> {
  return new Promise((resolve) => setTimeout(() => resolve(text), Number(values.slow)).unref());
}
