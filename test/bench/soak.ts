/**
 * Ten thousand requests, three of ten cancelled at a random moment: is every one answered, and does the host's
 * memory stay as it is once warm? `npm run bench:soak -- [--model GGUF] [--requests N]`
 */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { CancellationTokenSource } from "vscode-languageserver/node";
import { EngineClient } from "../../models/client.ts";
import type { GenerationEnd, LoadedModel, Priority } from "../../models/engine.ts";
import { familyNamed } from "../../models/families.ts";
import { infillPrompt, type ModelFamily } from "../../models/family.ts";
import { runningHosts } from "../../models/hosts.ts";
import { defaultConfig, hostSettings } from "../../server/config.ts";
import { randomFrom } from "../eval/random.ts";
import { TestUser } from "../process/environment.ts";

const { values } = parseArgs({
  options: { model: { type: "string", default: "embedded" }, requests: { type: "string", default: "10000" } },
});
const requests = Number(values.requests);
const atOnce = 4;
const cancelledShare = 0.3;
const longestWaitMs = 20;

const user = new TestUser();
Object.assign(process.env, user.env);
const path = values.model === "embedded" ? "embedded" : resolve(values.model);
const settings = { ...hostSettings({ ...defaultConfig, model: path }), gpu: "off" as const, threads: 1 };
const engine = new EngineClient(settings, "soak", () => {});
const model = await new Promise<LoadedModel>((resolve, reject) => {
  engine.onStatus((status) => {
    if (status.state === "ready") resolve(status.model);
    if (status.state === "failed") reject(new Error(status.message));
  });
  engine.start();
});
const family = familyNamed(model.family ?? "") as ModelFamily;
const random = randomFrom(1);
const ends: Record<string, number> = {};
const pid = (await runningHosts())[0]?.pid;
let sent = 0;
let answered = 0;

await Promise.all(Array.from({ length: atOnce }, (_, document) => edit(document)));
const [host] = await runningHosts();
console.log(`${answered} of ${sent} answered: ${JSON.stringify(ends)}`);
console.log(`the host ${host?.pid === pid ? "is the same" : "was restarted"}`);
engine.dispose();
user[Symbol.dispose]();
process.exit(answered === sent && host?.pid === pid ? 0 : 1);

/** Asks in one document, one request after the other, with every priority. */
async function edit(document: number): Promise<void> {
  const kinds: readonly Priority[] = ["typing", "typing", "popup", "background", "action"];
  while (sent < requests) {
    const number = sent++;
    if (number % (requests / 10) === 0) await say(number);
    const source = new CancellationTokenSource();
    if (random() < cancelledShare) setTimeout(() => source.cancel(), random() * longestWaitMs);
    const end = await ask(document, kinds[Math.floor(random() * kinds.length)] as Priority, source);
    ends[end] = (ends[end] ?? 0) + 1;
    answered++;
  }
}

async function ask(document: number, priority: Priority, source: CancellationTokenSource): Promise<GenerationEnd> {
  const lines = Array.from({ length: Math.floor(random() * 12) }, () => `total = add(total, ${random().toFixed(3)})\n`);
  const before = `# document ${document}\n${lines.join("")}value = `;
  const parts = { repository: "", path: "a.py", context: [], before, typed: "", after: "\n" };
  const prompt = infillPrompt(family, parts);
  const request = { prompt, priority, subject: `${document}`, maxTokens: 6, maxMs: 5000 };
  return (await engine.generate(request, () => {}, source.token)).end;
}

async function say(number: number): Promise<void> {
  const [host] = await runningHosts();
  console.log(`${String(number).padStart(6)} requests: the host takes ${Math.round((host?.rssBytes ?? 0) / 1e6)} MB`);
}
