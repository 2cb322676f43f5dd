/**
 * How long whoever opens a file waits for the first suggestion, and for the model's: cold, when the model is not in
 * memory; warm, in an editor that is opened beside another one; and at a file that is opened then. Of each the median
 * and the worst. Places where the model has nothing to say do not count, nor those where the memory is sure without it.
 * `npm run bench:first -- --model GGUF [--runs N] [--threads N] FOLDER`
 */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import type { SuggestionAnswer } from "../../server/features/generation/suggestionAnswer.ts";
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
const askedEveryMs = 50;

/** A line that calls something, cut behind its bracket; the rest of the file stays. */
type Place = { readonly uri: string; readonly text: string; readonly line: number; readonly character: number };

const random = randomFrom(7);
const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.(py|tsx?)$/.test(name) && !/node_modules|\.d\.ts$|test/.test(name))
  .sort();
type Wait = { readonly shownMs: number; readonly modelMs: number; readonly evaluatedTokens: number };
const waits: Record<"cold" | "warm" | "next file", Wait[]> = { cold: [], warm: [], "next file": [] };
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
  const shown = spread(each.map(({ shownMs }) => shownMs));
  const byModel = spread(each.map(({ modelMs }) => modelMs));
  const evaluated = spread(each.map(({ evaluatedTokens }) => evaluatedTokens));
  console.log(
    `${name.padEnd(12)} first suggestion, ms: ${shown}; the model's, ms: ${byModel}; prompt tokens read: ${evaluated}`,
  );
}
process.exit(0);

async function opened(user: TestUser): Promise<ProcessEditor> {
  const editor = new ProcessEditor(user);
  await editor.initialize({ folder, settings });
  return editor;
}

/** Opens files until the model has said something at one. A cold start is there once. */
async function measured(name: keyof typeof waits, editor: ProcessEditor): Promise<void> {
  for (let attempt = 0; attempt < (name === "cold" ? 1 : 8); attempt++) {
    const wait = await waitAt(somePlace(), editor);
    if (wait) return void waits[name].push(wait);
  }
  process.stderr.write(`${name}: the model had nothing to say; not counted\n`);
}

/** Asks until the model has answered; undefined where it has nothing to say. */
async function waitAt({ uri, text, line, character }: Place, editor: ProcessEditor): Promise<Wait | undefined> {
  const startedMs = performance.now();
  const passedMs = () => performance.now() - startedMs;
  let shownMs: number | undefined;
  await editor.open(uri, text, uri.endsWith(".py") ? "python" : "typescript");
  while (passedMs() < longestMs) {
    const answer = await editor.inlineCompletion(uri, line, character);
    const why = await editor.connection.sendRequest<SuggestionAnswer>("workspace/executeCommand", {
      command: "hearth.why",
    });
    const isShown = answer !== null && answer.length > 0;
    if (isShown) shownMs ??= passedMs();
    if (why.generation) {
      const { evaluatedTokens } = why.generation;
      return isShown && shownMs !== undefined ? { shownMs, modelMs: passedMs(), evaluatedTokens } : undefined;
    }
    // The memory is sure: nobody waits for the model, which is there.
    if (isShown && why.model) return undefined;
    if (why.reason === "unavailable") throw new Error(why.message ?? "there is no model");
    // Nothing was asked, and nothing will be.
    if (!isShown && why.reason !== "loading" && why.reason !== "cancelled") return undefined;
    await setTimeout(askedEveryMs);
  }
  throw new Error("no suggestion came");
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
