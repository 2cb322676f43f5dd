/**
 * How long whoever opens a file waits for the first suggestion: cold, when the model is not in memory; warm, in an
 * editor that is opened beside another one; and at a file that is opened then. Of each the median and the worst.
 * `npm run bench:first -- --model GGUF [--runs N] [--threads N] FOLDER`
 */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { runningHosts } from "../../models/local/hosts.ts";
import { ProcessEditor } from "../process/editor.ts";
import { repository, TestUser } from "../process/environment.ts";
import { randomFrom } from "../random.ts";
import { spread } from "./lib/percentile.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    model: { type: "string", default: "embedded" },
    runs: { type: "string", default: "3" },
    threads: { type: "string", default: "auto" },
  },
});
const folder = resolve(positionals[0] ?? join(repository, "server"));
const model = values.model === "embedded" ? "embedded" : resolve(values.model);
const threads = values.threads === "auto" ? "auto" : Number(values.threads);
const settings = { model, gpu: "off", threads };
const longestMs = 120_000;

/** A line that calls something, cut behind its bracket; the rest of the file stays. */
type Place = { readonly uri: string; readonly text: string; readonly line: number; readonly character: number };

const random = randomFrom(7);
const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.(py|tsx?)$/.test(name) && !/node_modules|\.d\.ts$|test/.test(name))
  .sort();
const waits: Record<"cold" | "warm" | "next file", { ms: number; evaluated: number }[]> = {
  cold: [],
  warm: [],
  "next file": [],
};
for (let run = 0; run < Number(values.runs); run++) {
  using user = new TestUser();
  Object.assign(process.env, user.env);
  await using first = await opened(user);
  await measured("cold", first);
  await using second = await opened(user);
  await measured("warm", second);
  await measured("next file", second);
}
for (const [name, each] of Object.entries(waits)) {
  const ms = each.map((wait) => wait.ms);
  const evaluated = each.map((wait) => wait.evaluated);
  console.log(`${name.padEnd(12)} first suggestion, ms: ${spread(ms)}; prompt tokens read: ${spread(evaluated)}`);
}
process.exit(0);

async function opened(user: TestUser): Promise<ProcessEditor> {
  const editor = new ProcessEditor(user);
  await editor.initialize({ folder, settings });
  return editor;
}

/** Opens files until one gets a suggestion: at some places there is nothing to say. */
async function measured(name: keyof typeof waits, editor: ProcessEditor): Promise<void> {
  for (let attempt = 0; attempt < 8; attempt++) {
    const { uri, text, line, character } = somePlace();
    const startedMs = performance.now();
    await editor.open(uri, text, uri.endsWith(".py") ? "python" : "typescript");
    for (;;) {
      const answer = await editor.inlineCompletion(uri, line, character);
      const ms = performance.now() - startedMs;
      const [host] = await runningHosts();
      if (answer && answer.length > 0) {
        waits[name].push({ ms, evaluated: host?.last?.evaluatedTokens ?? 0 });
        return;
      }
      if (host?.status.state === "failed") throw new Error(host.status.message);
      if (host?.status.state === "ready" && host.last !== null && name !== "cold") break;
      if (ms > longestMs) throw new Error("no suggestion came");
      if (name === "cold" && host?.last) {
        process.stderr.write("a place without a suggestion at the cold start: its time is not counted\n");
        return;
      }
      await new Promise((wait) => setTimeout(wait, 50));
    }
  }
}

function somePlace(): Place {
  for (;;) {
    const name = files[Math.floor(random() * files.length)] as string;
    const path = join(folder, name);
    const lines = readFileSync(path, "utf8").split("\n");
    const at = Math.floor(random() * lines.length);
    const character = (lines[at] as string).indexOf("(") + 1;
    if (lines.length < 60 || at < 20 || character < 8 || /^\s*(\*|\/\/|#)/.test(lines[at] as string)) continue;
    const text = lines.with(at, (lines[at] as string).slice(0, character)).join("\n");
    return { uri: pathToFileURL(path).href, text, line: at, character };
  }
}
