/**
 * What typing costs: a trace typed key by key through the real server and host, the same through llama-server as
 * llama.vim asks it (if it is on the PATH), and the floor, which is the raw evaluation of the same tokens.
 * `npm run bench:typing -- [--model GGUF] [--trace FILE | --repo FOLDER] [--sessions N] [--threads N]`
 */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { openModel } from "../../models/host/llama.ts";
import { runningHosts } from "../../models/hosts.ts";
import type { GenerationFigures } from "../../models/protocol.ts";
import { defaultConfig, hostSettings } from "../../server/config.ts";
import { ProcessEditor } from "../process/editor.ts";
import { repository, TestUser } from "../process/environment.ts";
import { floorMs } from "./lib/floor.ts";
import { freePort, isInstalled, LlamaServer, type PeerAnswer } from "./lib/llamaServer.ts";
import { spread, sum } from "./lib/percentile.ts";
import { readTrace, type Session, typedInHistory } from "./lib/trace.ts";
import { lastFigures, Typist } from "./lib/typist.ts";

const { values } = parseArgs({
  options: {
    model: { type: "string", default: "embedded" },
    family: { type: "string", default: "auto" },
    trace: { type: "string" },
    repo: { type: "string", default: repository },
    sessions: { type: "string", default: "6" },
    threads: { type: "string", default: "1" },
    tokens: { type: "string", default: "8" },
    cancels: { type: "string", default: "40" },
  },
});
const maxTokens = Number(values.tokens);
const threads = Number(values.threads);
const model = values.model === "embedded" ? "embedded" : resolve(values.model);
const config = { ...defaultConfig, model, family: values.family, gpu: "off" as const, threads };
const sessions = values.trace ? readTrace(values.trace) : typedInHistory(values.repo, Number(values.sessions));

/** One request: `typed` characters stand there, none when the file was just opened. */
type Key = {
  readonly session: Session;
  readonly typed: number;
  readonly figures: GenerationFigures;
  readonly totalMs: number;
  readonly floorMs: number;
};

const ignore = () => {};
const opened = await openModel(hostSettings(config), ignore, ignore);

let asked = 0;
const user = new TestUser();
Object.assign(process.env, user.env);
const settings = { model, family: values.family, gpu: "off", threads, inlineCompletion: { maxTokens } };
const keys = await typeAll();
const cancelMs = await cancelAll();
user[Symbol.dispose]();
report(keys, cancelMs, await peer());
process.exit(0);

/** Types every session key by key, each answered before the next. */
async function typeAll(): Promise<Key[]> {
  await using editor = new ProcessEditor(user);
  await editor.initialize({ settings });
  const keys: Key[] = [];
  for (const [index, session] of sessions.entries()) {
    const typist = await Typist.at(editor, `${index}`, session);
    if (index === 0) await warm(editor);
    for (;;) {
      const startedMs = performance.now();
      await typist.ask();
      const totalMs = performance.now() - startedMs;
      const figures = await newFigures();
      // The floor is taken at once: what else the machine does just now slows down both.
      if (figures)
        keys.push({ session, typed: typist.typed, figures, totalMs, floorMs: await floorMs(opened, figures) });
      if (typist.typed === session.typed.length) break;
      await typist.press();
    }
  }
  return keys;
}

/** What the host says of the newest generation; null if the last key needed none. */
async function newFigures(): Promise<GenerationFigures | null> {
  const [host] = await runningHosts();
  const isNew = host !== undefined && host.requests !== asked;
  asked = host?.requests ?? 0;
  return isNew ? host.last : null;
}

/** Waits until the model is loaded, at a text of its own. */
async function warm(editor: ProcessEditor): Promise<void> {
  const typist = await Typist.at(editor, "warm", { path: "a.py", before: "import ", typed: "", after: "\n" });
  while (!(await lastFigures())) {
    const [host] = await runningHosts();
    if (host?.status.state === "failed") throw new Error(host.status.message);
    await typist.ask();
  }
}

/** Presses a key while the model reads a long prompt, and takes the time until it is free for it. */
async function cancelAll(): Promise<number[]> {
  await using editor = new ProcessEditor(user);
  await editor.initialize({ settings });
  const times: number[] = [];
  for (let round = 0; round < Number(values.cancels); round++) {
    const session = sessions[round % sessions.length] as Session;
    if (round === 0) await warm(editor);
    const typist = await Typist.at(editor, `cancel${round}`, { ...session, before: `# ${round}\n${session.before}` });
    const first = typist.ask();
    await new Promise((resolve) => setTimeout(resolve, 5 + (round % 8) * 10));
    await typist.press();
    await typist.ask();
    await first;
    const figures = await lastFigures();
    if (figures && figures.queuedMs > 0.5) times.push(figures.queuedMs);
  }
  return times;
}

async function peer(): Promise<PeerAnswer[] | undefined> {
  if (!isInstalled()) return undefined;
  const server = new LlamaServer(hostSettings(config).model, { threads, contextTokens: 4096, port: await freePort() });
  await server.ready();
  const answers: PeerAnswer[] = [];
  for (const { session, typed } of keys) {
    answers.push(await server.infill(session.before + session.typed.slice(0, typed), session.after, maxTokens));
  }
  await server.stop();
  return answers;
}

function report(keys: readonly Key[], cancelMs: readonly number[], peer?: readonly PeerAnswer[]) {
  const evaluated = keys.map(({ figures }) => figures.evaluatedTokens);
  const host = keys.map(({ figures }) => figures.totalMs);
  const onLine = keys.filter(
    ({ session, typed }) => typed > 1 && !session.typed.slice(typed - 2, typed).includes("\n"),
  );
  const newLine = keys.filter(({ session, typed }) => session.typed[typed - 1] === "\n");
  const tokens = (some: readonly Key[]) => spread(some.map(({ figures }) => figures.evaluatedTokens));
  const peerTokens = sum(peer?.map(({ evaluatedTokens }) => evaluatedTokens) ?? []);
  const rows: [string, string][] = [
    ["keys", `${keys.length} in ${sessions.length} sessions, ${maxTokens} tokens asked for, ${threads} threads`],
    ["prompt tokens", spread(keys.map(({ figures }) => figures.promptTokens))],
    ["evaluated, key on a line", tokens(onLine)],
    ["evaluated, new line", tokens(newLine)],
    [
      "evaluated, whole trace",
      `${sum(evaluated)}, ${share(
        evaluated,
        keys.map(({ figures }) => figures.promptTokens),
      )} of the prompts`,
    ],
    [
      "  of llama-server's",
      peer ? `1/${(peerTokens / sum(evaluated)).toFixed(1)} of ${peerTokens}` : "llama-server is not on the PATH",
    ],
    [
      "time of llama-server's",
      peer
        ? share(
            host,
            peer.map(({ totalMs }) => totalMs),
          )
        : "",
    ],
    [
      "time of the floor's",
      `${spread(keys.map((key) => (100 * key.figures.totalMs) / key.floorMs))} %, in all ${share(
        host,
        keys.map((key) => key.floorMs),
      )}`,
    ],
    [
      "first token, ms",
      spread(
        keys.flatMap(({ figures }) => figures.firstTokenMs ?? []),
        1,
      ),
    ],
    [
      "answer in the editor, ms",
      spread(
        keys.map(({ totalMs }) => totalMs),
        1,
      ),
    ],
    [
      "round trip without model, ms",
      spread(
        keys.map(({ totalMs, figures }) => totalMs - figures.totalMs),
        1,
      ),
    ],
    ["cancel to free, ms", `${spread(cancelMs, 1)} (${cancelMs.length} cancels)`],
  ];
  for (const [label, text] of rows) if (text) console.log(`${label.padEnd(30)}${text}`);
}

function share(part: readonly number[], whole: readonly number[]): string {
  return `${((100 * sum(part)) / sum(whole)).toFixed(1)} %`;
}
