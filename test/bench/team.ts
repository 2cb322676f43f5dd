/**
 * What a server of a team gives many at once: texts of real commits are typed again by so many users, each with the
 * prompts that Hearth makes of them and of the workspace, and with pauses between keys. A key that comes before the last
 * answer ends it, as in an editor. No two users share a prompt, since no two edit the same file at the same place.
 * `npm run bench:team -- --url URL [--api vllm|llama-server] [--infill FAMILY] [--key-env NAME] [--users N]
 *  [--seconds N] [--pause MS] [--tokens N] [--prompt TOKENS] [--repo FOLDER]`
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
import { RemoteEngine } from "../../models/remote/remoteEngine.ts";
import { type CompletionContext, completionContext } from "../../server/context/complete.ts";
import { cursorIn } from "../../server/context/cursor.ts";
import { FolderContext } from "../../server/context/folderContext.ts";
import { CodeIndex } from "../../server/index/codeIndex.ts";
import { SourceFile } from "../../server/index/sourceFile.ts";
import { WorkspaceIndex } from "../../server/index/workspaceIndex.ts";
import { languageGroupOf } from "../../server/languages/languageGroup.ts";
import { atOnce } from "../../server/slices/slices.ts";
import { loaded } from "../process/engines.ts";
import { repository } from "../process/environment.ts";
import { randomFrom } from "../random.ts";
import { spread, sum } from "./lib/percentile.ts";
import { type Session, typedInHistory } from "./lib/trace.ts";

const { values } = parseArgs({
  options: {
    url: { type: "string", default: "http://127.0.0.1:8012" },
    api: { type: "string", default: "llama-server" },
    infill: { type: "string" },
    "key-env": { type: "string" },
    users: { type: "string", default: "50" },
    seconds: { type: "string", default: "60" },
    pause: { type: "string", default: "400" },
    tokens: { type: "string", default: "32" },
    prompt: { type: "string", default: "2048" },
    repo: { type: "string", default: repository },
  },
});
const users = Number(values.users);
const seconds = Number(values.seconds);
const pauseMs = Number(values.pause);
const maxTokens = Number(values.tokens);
const keysPerUser = 24;

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
const promptTokens = Math.min(Number(values.prompt), model.contextTokens - maxTokens);
say(`${model.name}: ${(model.remote?.notes ?? []).join("; ") || "no more is known"}`);

const traces = await promptsOf(typedInHistory(values.repo, users));
first.dispose();
const answers: Generation[] = [];
let keys = 0;
let failures = 0;
const startMs = performance.now();
await Promise.all(Array.from({ length: users }, (_, user) => type(user)));
report(performance.now() - startMs);
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
    promptTokens: tokens,
    charactersPerToken,
    idle: false,
    quickTokens: 512,
    readsSuffixLast,
    edits: [],
    pinned: [],
    rules: [],
  };
}

/** What stands there after each of the first keys. */
function keysOf({ typed }: Session): string[] {
  return Array.from({ length: Math.min(keysPerUser, typed.length) }, (_, index) => typed.slice(0, index + 1));
}

/** Types one session again and again until the time is over. */
async function type(user: number): Promise<void> {
  const random = randomFrom(user + 1);
  const prompts = traces[user % traces.length] ?? [];
  const engine = open();
  await loaded(engine);
  await pause(random() * pauseMs);
  let last: CancellationTokenSource | undefined;
  const running: Promise<void>[] = [];
  for (let key = 0; performance.now() - startMs < seconds * 1000; key++) {
    last?.cancel();
    last = new CancellationTokenSource();
    const prompt = own(prompts[key % prompts.length] as Prompt, user);
    const request = { prompt, priority: "typing", subject: "typed", maxTokens, maxMs: 10_000 } as const;
    keys++;
    running.push(
      engine
        .generate(request, () => {}, last.token)
        .then(
          (generation) => void answers.push(generation),
          () => void failures++,
        ),
    );
    await pause(pauseMs * (0.5 + random()));
  }
  await Promise.all(running);
  engine.dispose();
}

/** The prompt with its user's name in the first text, so that users share no cache. */
function own({ segments, ...prompt }: Prompt, user: number): Prompt {
  const at = segments.findIndex((segment) => "text" in segment);
  const named = segments.map((segment, index) =>
    index === at && "text" in segment ? { text: `user${user}/${segment.text}` } : segment,
  );
  return { ...prompt, segments: named };
}

function report(ms: number): void {
  const whole = answers.filter(({ end }) => end === "stop" || end === "maxTokens");
  const prompt = sum(whole.map((answer) => answer.promptTokens));
  const reused = sum(whole.map((answer) => answer.reusedTokens));
  const firstMs = whole.map(({ firstTokenMs }) => firstTokenMs).filter((each) => each !== null);
  const rows = [
    `${users} users, a key every ${pauseMs} ms, ${(ms / 1000).toFixed(0)} s: ${keys} keys, ${whole.length} answered before the next, ${failures} failed`,
    `first token, ms: ${spread(firstMs)}`,
    `whole answer, ms: ${spread(whole.map(({ totalMs }) => totalMs))}`,
    `tokens written a second: ${(sum(whole.map(({ generatedTokens }) => generatedTokens)) / (ms / 1000)).toFixed(0)}`,
    `of ${prompt} prompt tokens ${reused} (${((100 * reused) / Math.max(1, prompt)).toFixed(0)} %) stood in the server's cache`,
  ];
  console.log(rows.join("\n"));
}
