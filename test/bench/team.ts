/**
 * What a server of a team gives many at once. Each user types the texts of real commits, one after another and none of
 * them twice, with the prompts that Hearth makes of them and of the workspace, and with pauses between keys. Every key
 * asks, which is the most that an editor does: what goes on as suggested is not asked for there. A key that comes before
 * the last answer ends it, as in an editor. No two users share a prompt. With `--wait` everybody waits for each answer
 * before the next key: a machine that is too slow for its team still tells what its cache holds.
 * `npm run bench:team -- --url URL [--api vllm|llama-server] [--infill FAMILY] [--key-env NAME] [--users N,N]
 *  [--seconds N] [--pause MS] [--tokens N] [--prompt TOKENS] [--repo FOLDER] [--wait]`
 */
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { CancellationTokenSource } from "vscode-languageserver";
import type { Generation } from "../../models/engine.ts";
import { familyNamed } from "../../models/families.ts";
import { infillPrompt, inOneHole } from "../../models/family.ts";
import type { Prompt } from "../../models/prompt.ts";
import { assumedTokensPerSecond } from "../../models/remote/answer.ts";
import { RemoteEngine } from "../../models/remote/remoteEngine.ts";
import { type CompletionContext, completionContext } from "../../server/context/complete.ts";
import { cursorIn } from "../../server/context/cursor.ts";
import { FolderContext } from "../../server/context/folderContext.ts";
import { promptSize } from "../../server/context/promptSize.ts";
import { CodeIndex } from "../../server/index/codeIndex.ts";
import { SourceFile } from "../../server/index/sourceFile.ts";
import { WorkspaceIndex } from "../../server/index/workspaceIndex.ts";
import { languageGroupOf } from "../../server/languages/languageGroup.ts";
import { atOnce } from "../../server/slices/slices.ts";
import { loaded } from "../process/engines.ts";
import { repository } from "../process/environment.ts";
import { randomFrom } from "../random.ts";
import { percentile, sum } from "./lib/percentile.ts";
import { type Session, typedInHistory } from "./lib/trace.ts";

const { values } = parseArgs({
  options: {
    url: { type: "string", default: "http://127.0.0.1:8012" },
    api: { type: "string", default: "llama-server" },
    infill: { type: "string" },
    "key-env": { type: "string" },
    users: { type: "string", default: "1,10,50" },
    seconds: { type: "string", default: "60" },
    pause: { type: "string", default: "400" },
    tokens: { type: "string", default: "32" },
    prompt: { type: "string", default: "2048" },
    repo: { type: "string", default: repository },
    wait: { type: "boolean", default: false },
  },
});
const teams = values.users.split(",").map(Number);
const seconds = Number(values.seconds);
const pauseMs = Number(values.pause);
const maxTokens = Number(values.tokens);
/** Then somebody goes on elsewhere. */
const keysPerSession = 48;
const sessionsPerUser = Math.ceil((seconds * 1000) / pauseMs / keysPerSession) + 1;

/** What is told of each team. */
const columns = [
  "users",
  "keys",
  "answered before the next",
  "failed",
  "first token, of all keys",
  "whole answer, of all keys",
  "answers a second",
  "tokens of a prompt",
  "of it in the cache",
  "the same behind the first key of a place",
  "read for an answer",
];

const say = (message: string) => process.stderr.write(`${message}\n`);
const keyEnv = values["key-env"];
const settings = {
  api: values.api as "llama-server",
  url: values.url,
  ...(values.infill !== undefined && { infill: values.infill }),
  ...(keyEnv !== undefined && { keyEnv }),
};
const open = () => new RemoteEngine({ name: "team", settings, role: "completion", log: () => {}, tell: say });
const first = open();
const model = await loaded(first);
const family = familyNamed(model.family ?? "");
if (!family) throw new Error(`${model.name} fills in no middle`);
/** As Hearth sizes the prompts of a server, which is not asked how fast it reads, but no longer than `--prompt`. */
const size = promptSize(model.contextTokens, maxTokens, assumedTokensPerSecond);
const promptTokens = Math.min(size.promptTokens, Number(values.prompt));
say(`${model.name}: ${(model.remote?.notes ?? []).join("; ") || "no more is known"}`);

const sessions = await promptsOf(typedInHistory(values.repo, Math.max(...teams) * sessionsPerUser));
first.dispose();
say(`${sessions.length} sessions, ${sum(sessions.map(({ length }) => length))} prompts`);
console.log(`A key every ${pauseMs} ms, ${maxTokens} tokens at most, ${seconds} s:\n`);
console.log(rowOf(columns));
console.log(rowOf(columns.map(() => "---")));
for (const users of teams) console.log(rowOf(await measured(users)));
process.exit(0);

/** The prompts of each session's keys, as a server makes them that knows the workspace. */
async function promptsOf(sessions: readonly Session[]): Promise<Prompt[][]> {
  const root = resolve(values.repo);
  const index = new WorkspaceIndex({ log: say });
  await index.setFolders([root]);
  const folder = index.folder(root);
  if (!folder) throw new Error(`${root} has no index`);
  const context = new FolderContext();
  await context.refresh(folder.view);
  const prompts = sessions.map((session) => {
    let made: CompletionContext | undefined;
    return keysOf(session).map((typed) => {
      const uri = pathToFileURL(join(root, session.path)).href;
      const text = session.before + typed + session.after;
      const source = new SourceFile({ uri, path: session.path, languageId: "", version: 1, text });
      const open = new Map([[uri, source]]);
      const folders = [{ uri: pathToFileURL(root).href, name: "team" }];
      const snapshot = { folders, open, withheld: new Map(), index: new CodeIndex() };
      const cursor = cursorIn(snapshot, source, session.before.length + typed.length);
      const workspace = context.view(folder.view, languageGroupOf(session));
      made = atOnce(completionContext({ ...room(), cursor, workspace }, made, say));
      return infillPrompt(family as NonNullable<typeof family>, inOneHole(made.parts));
    });
  });
  await index.dispose();
  return prompts;
}

function room() {
  const { charactersPerToken } = model;
  const readsSuffixLast = family?.order === "prefix-suffix-middle";
  // The estimate of tokens is one: a tenth is left free.
  const tokens = Math.floor(promptTokens * 0.9);
  return {
    ...size,
    promptTokens: tokens,
    charactersPerToken,
    idle: false,
    readsSuffixLast,
    edits: [],
    pinned: [],
    rules: [],
  };
}

/** What stands there after each of the first keys. */
function keysOf({ typed }: Session): string[] {
  return Array.from({ length: Math.min(keysPerSession, typed.length) }, (_, index) => typed.slice(0, index + 1));
}

/** What became of the keys of a team. An answer that the next key ended is none. */
type Typed = { keys: number; failures: number; readonly answers: Answered[] };

/** Of the first key at a place a server has nothing yet, which says nothing of its cache. */
type Answered = Generation & { readonly isFirst: boolean };

async function measured(users: number): Promise<string[]> {
  const typed: Typed = { keys: 0, failures: 0, answers: [] };
  const startMs = performance.now();
  const untilMs = startMs + seconds * 1000;
  await Promise.all(Array.from({ length: users }, (_, user) => type(user, `${users}/${user}`, untilMs, typed)));
  return cells(users, typed, (performance.now() - startMs) / 1000);
}

/** Types one session after another until the time is over. */
async function type(user: number, name: string, untilMs: number, typed: Typed): Promise<void> {
  const random = randomFrom(user + 1);
  const prompts = Array.from({ length: sessionsPerUser }, (_, index) => sessions[user * sessionsPerUser + index] ?? []);
  const engine = open();
  await loaded(engine);
  await pause(random() * pauseMs);
  let last: CancellationTokenSource | undefined;
  const running: Promise<void>[] = [];
  for (const [at, prompt] of prompts.flatMap((each) => [...each.entries()])) {
    if (performance.now() >= untilMs) break;
    last?.cancel();
    last = new CancellationTokenSource();
    const request = {
      prompt: own(prompt, name),
      priority: "typing",
      subject: "typed",
      maxTokens,
      maxMs: 10_000,
    } as const;
    typed.keys++;
    const answered = engine
      .generate(request, () => {}, last.token)
      .then(
        (generation) => void typed.answers.push({ ...generation, isFirst: at === 0 }),
        () => void typed.failures++,
      );
    running.push(answered);
    if (values.wait) await answered;
    await pause(pauseMs * (0.5 + random()));
  }
  await Promise.all(running);
  engine.dispose();
}

/** The prompt with its user's name in the first text, so that users share no cache. */
function own({ segments, ...prompt }: Prompt, name: string): Prompt {
  const at = segments.findIndex((segment) => "text" in segment);
  const named = segments.map((segment, index) =>
    index === at && "text" in segment ? { text: `${name}/${segment.text}` } : segment,
  );
  return { ...prompt, segments: named };
}

function cells(users: number, { keys, failures, answers }: Typed, took: number): string[] {
  const whole = answers.filter(({ end }) => end === "stop" || end === "maxTokens");
  const prompt = sum(whole.map(({ promptTokens }) => promptTokens));
  const evaluated = sum(whole.map(({ evaluatedTokens }) => evaluatedTokens));
  const count = Math.max(1, whole.length);
  return [
    `${users}`,
    `${keys}`,
    `${((100 * whole.length) / keys).toFixed(0)} %`,
    `${failures}`,
    ofAll(
      // An answer without text has no first token.
      answers.flatMap(({ firstTokenMs, end, totalMs }) => firstTokenMs ?? (end === "stop" ? totalMs : [])),
      keys,
    ),
    ofAll(
      whole.map(({ totalMs }) => totalMs),
      keys,
    ),
    (whole.length / took).toFixed(1),
    (prompt / count).toFixed(0),
    shareReused(whole),
    shareReused(whole.filter(({ isFirst }) => !isFirst)),
    (evaluated / count).toFixed(0),
  ];
}

function shareReused(answers: readonly Generation[]): string {
  const prompt = sum(answers.map(({ promptTokens }) => promptTokens));
  const reused = sum(answers.map(({ reusedTokens }) => reusedTokens));
  return `${((100 * reused) / Math.max(1, prompt)).toFixed(0)} %`;
}

/** A key whose answer did not come before the next is later than all whose did. */
function ofAll(values: readonly number[], keys: number): string {
  const all = [...values, ...Array.from({ length: keys - values.length }, () => Number.POSITIVE_INFINITY)];
  const shown = (share: number) => {
    const ms = percentile(all, share);
    return Number.isFinite(ms) ? `${ms.toFixed(0)} ms` : "never";
  };
  return `p50 ${shown(0.5)}, p95 ${shown(0.95)}`;
}

function rowOf(values: readonly string[]): string {
  return `| ${values.join(" | ")} |`;
}
