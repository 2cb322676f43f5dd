/**
 * What typing costs: a trace typed key by key through the real server and host, the same through llama-server as
 * llama.vim asks it (if it is on the PATH), and the floor, which is the raw evaluation of the same tokens.
 * Each part takes no longer than `--seconds`.
 * `npm run bench:typing -- [--model GGUF] [--trace FILE | --repo FOLDER] [--sessions N] [--threads N] [--seconds N]`
 */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { familyNamed } from "../../models/families.ts";
import { openModel } from "../../models/host/llama.ts";
import { EngineClient } from "../../models/local/client.ts";
import { runningHosts } from "../../models/local/hosts.ts";
import type { HostReport } from "../../models/local/protocol.ts";
import { defaultConfig } from "../../server/config/config.ts";
import { hostSettings } from "../../server/engines/hostSettings.ts";
import { fitting } from "../../server/features/generation/fitting.ts";
import { freePort } from "../models/remote/localServer.ts";
import { ProcessEditor } from "../process/editor.ts";
import { loaded } from "../process/engines.ts";
import { repository, TestUser } from "../process/environment.ts";
import { cancelsMs } from "./lib/cancels.ts";
import { floorOf } from "./lib/floor.ts";
import { isInstalled, LlamaServer, type PeerAnswer } from "./lib/llamaServer.ts";
import { readTrace, type Session, typedInHistory } from "./lib/trace.ts";
import { type Key, typingReport } from "./lib/typingReport.ts";
import { Typist } from "./lib/typist.ts";

const { values } = parseArgs({
  options: {
    model: { type: "string", default: "embedded" },
    family: { type: "string", default: "auto" },
    trace: { type: "string" },
    repo: { type: "string", default: repository },
    sessions: { type: "string", default: "6" },
    threads: { type: "string", default: "1" },
    tokens: { type: "string", default: "8" },
    seconds: { type: "string", default: "120" },
  },
});
const maxTokens = Number(values.tokens);
const threads = Number(values.threads);
const model = values.model === "embedded" ? "embedded" : resolve(values.model);
const config = { ...defaultConfig, model, family: values.family, gpu: "off" as const, threads };
const sessions = values.trace ? readTrace(values.trace) : typedInHistory(values.repo, Number(values.sessions));
const longestMs = Number(values.seconds) * 1000;

const ignore = () => {};
const opened = await openModel(hostSettings(config), ignore, ignore);
const user = new TestUser();
Object.assign(process.env, user.env);
const settings = { model, family: values.family, gpu: "off", threads, inlineCompletion: { maxTokens } };
const keys = await typeAll();
const cancelMs = await cancelAll();
user[Symbol.dispose]();
const answers = await peer();
console.log(`${maxTokens} tokens asked for, ${threads} ${threads === 1 ? "thread" : "threads"}`);
console.log(typingReport(keys, cancelMs, answers));
process.exit(0);

/** Types every session key by key, each answered before the next, and then takes the floor of each. */
async function typeAll(): Promise<Key[]> {
  await using editor = new ProcessEditor(user);
  await editor.initialize({ settings });
  const inTime = within(longestMs);
  const keys: Key[] = [];
  for (const [index, session] of sessions.entries()) {
    const typed = await typeSession(await Typist.at(editor, `${index}`, session), session, editor, inTime);
    say(`session ${index + 1} of ${sessions.length}: ${typed.length} of ${session.typed.length} keys asked the model`);
    for (const key of typed) keys.push({ ...key, floor: await floorOf(opened, key.figures) });
    if (!inTime()) break;
  }
  return keys;
}

async function typeSession(
  typist: Typist,
  session: Session,
  editor: ProcessEditor,
  inTime: () => boolean,
): Promise<Omit<Key, "floor">[]> {
  const keys: Omit<Key, "floor">[] = [];
  let before = await ready(editor);
  const reportCpuMs = await costOfReports();
  for (;;) {
    const startedMs = performance.now();
    await typist.ask();
    const totalMs = performance.now() - startedMs;
    const after = await host();
    const { last: figures } = after;
    const isNew = figures !== null && figures.totalMs !== before.last?.totalMs;
    const hostCpuMs = after.cpuMs - before.cpuMs - reportCpuMs;
    if (isNew) keys.push({ session, typed: typist.typed, figures, totalMs, hostCpuMs });
    if (typist.typed === session.typed.length || !inTime()) return keys;
    await typist.press();
    before = await host();
  }
}

async function cancelAll(): Promise<number[]> {
  const engine = new EngineClient(hostSettings(config), "cancels", ignore);
  const family = familyNamed((await loaded(engine)).family ?? "");
  const before = sessions.map((session) => session.before).join("");
  // Of a small model the context is soon full, and how many characters make a token is an estimate.
  const calledOff = (perToken: number) => {
    const text = before.slice(0, Math.floor(opened.contextTokens * perToken));
    return family ? cancelsMs(engine, family, text, within(longestMs / 4)) : Promise.resolve([]);
  };
  const times = await fitting(2, calledOff);
  engine.dispose();
  say(`${times.length} prompts called off under way`);
  return times;
}

/** Asks llama-server for the same keys, for as many as there is time. */
async function peer(): Promise<PeerAnswer[] | undefined> {
  if (!isInstalled()) return undefined;
  const server = new LlamaServer(hostSettings(config).model, { threads, contextTokens: 4096, port: await freePort() });
  await server.ready();
  const inTime = within(longestMs);
  const answers: PeerAnswer[] = [];
  for (const { session, typed } of keys) {
    if (!inTime()) break;
    answers.push(await server.infill(session.before + session.typed.slice(0, typed), session.after, maxTokens));
    if (answers.length % 10 === 0) say(`llama-server answered ${answers.length} of ${keys.length} keys`);
  }
  await server.stop();
  return answers;
}

/** The host, once it has loaded the model. */
async function ready(editor: ProcessEditor): Promise<HostReport> {
  for (;;) {
    const [found] = await runningHosts();
    if (found?.status.state === "ready") return found;
    if (found?.status.state === "failed") throw new Error(found.status.message);
    if (editor.process.exitCode !== null) throw new Error("the server ended");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** What the host spends on telling what it has spent. */
async function costOfReports(): Promise<number> {
  const reports = 10;
  const before = await host();
  for (let report = 1; report < reports; report++) await host();
  return ((await host()).cpuMs - before.cpuMs) / reports;
}

async function host(): Promise<HostReport> {
  const [found] = await runningHosts();
  if (!found) throw new Error("the host ended");
  return found;
}

/** Whether this time is not over yet. */
function within(ms: number): () => boolean {
  const endMs = performance.now() + ms;
  return () => performance.now() < endMs;
}

function say(message: string): void {
  process.stderr.write(`${message}\n`);
}
