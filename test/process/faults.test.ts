import {
  copyFileSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { isRunning } from "../../base/isRunning.ts";
import { embeddedModel } from "../../server/engines/modelPath.ts";
import { until } from "../until.ts";
import { ProcessEditor, unfinished } from "./editor.ts";
import { TestUser } from "./environment.ts";

const { uri, text: source, end } = unfinished;

/** A host is given 15 seconds to answer. */
const patientMs = 120_000;

let user: TestUser;
beforeEach(() => {
  user = new TestUser();
});
afterEach(() => user[Symbol.dispose]());

const hosts = (): { pid: number; model: string }[] => JSON.parse(user.hearth("status", "--json"));
const onlyHost = () => hosts()[0]?.pid as number;
/** By hand: the model is asked even where the answer is known. */
const suggestion = (editor: ProcessEditor) => editor.untilSuggested(uri, end.line, end.character, "byHand");

async function openEditor(settings: object = {}): Promise<ProcessEditor> {
  const editor = new ProcessEditor(user);
  await editor.initialize({ settings });
  await editor.open(uri, source);
  return editor;
}

/** A model of the user's own, which may come to harm. */
function ownModel(): string {
  const path = join(user.folder, "model.gguf");
  copyFileSync(embeddedModel, path);
  return path;
}

test("a host whose clients are killed while it speaks to them goes on serving", async () => {
  await using editor = await openEditor();
  await suggestion(editor);
  const pid = onlyHost();
  for (let round = 0; round < 3; round++) {
    const victim = await openEditor();
    await suggestion(victim);
    void victim.inlineCompletion(uri, end.line, end.character, "byHand").catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 5));
    await victim[Symbol.asyncDispose]();
  }
  await suggestion(editor);
  expect(onlyHost()).toBe(pid);
});

test(
  "a host that is stopped while it owes an answer is replaced",
  async () => {
    await using editor = await openEditor();
    await suggestion(editor);
    const pid = onlyHost();
    process.kill(pid, "SIGSTOP");
    await suggestion(editor);
    expect(onlyHost()).not.toBe(pid);
  },
  patientMs,
);

test(
  "a host that was stopped before an editor comes is replaced, and leaves when it wakes up",
  async () => {
    const first = await openEditor();
    await suggestion(first);
    const pid = onlyHost();
    await first[Symbol.asyncDispose]();
    process.kill(pid, "SIGSTOP");
    await using editor = await openEditor();
    await suggestion(editor);
    process.kill(pid, "SIGCONT");
    await until(() => !isRunning(pid));
    expect(hosts()).toHaveLength(1);
  },
  patientMs,
);

test("a host that is stopped for a moment serves on", async () => {
  await using editor = await openEditor();
  await suggestion(editor);
  const pid = onlyHost();
  process.kill(pid, "SIGSTOP");
  const answer = suggestion(editor);
  await new Promise((resolve) => setTimeout(resolve, 500));
  process.kill(pid, "SIGCONT");
  await answer;
  expect(onlyHost()).toBe(pid);
});

test("a model that is replaced while it is loaded is loaded anew", async () => {
  const model = ownModel();
  await using editor = await openEditor({ model });
  await suggestion(editor);
  const pid = onlyHost();
  writeFileSync(`${model}.new`, readFileSync(embeddedModel));
  renameSync(`${model}.new`, model);
  await until(() => !isRunning(pid));
  await suggestion(editor);
  expect(onlyHost()).not.toBe(pid);
});

test("a model that is deleted while it is loaded still answers", async () => {
  const model = ownModel();
  await using editor = await openEditor({ model });
  await suggestion(editor);
  rmSync(model);
  expect(await suggestion(editor)).not.toHaveLength(0);
});

test("a model with damaged weights is named, with what to do", async () => {
  const model = ownModel();
  const bytes = readFileSync(model);
  bytes.fill(0xff, bytes.length - 2_000_000);
  writeFileSync(model, bytes);
  await using editor = await openEditor({ model });
  await editor.untilHeard(({ method }) => method === "window/showMessage" || askAgain(editor));
  expect(editor.said).toContain("answers with the same token over and over, as damaged weights do; download it again");
});

test("a host whose decode takes too long ends itself, and its log says why", async () => {
  await using editor = new ProcessEditor(user, { HEARTH_LONGEST_STEP_MS: "1" });
  await editor.initialize();
  await editor.open(uri, source);
  const log = join(user.env.XDG_STATE_HOME as string, "hearth", "host.log");
  await editor.untilHeard(() => editor.said.includes("the engine host is gone") || askAgain(editor));
  expect(readFileSync(log, "utf8")).toMatch(/ends itself: a step of .*\.gguf does not end/);
});

test("a full disk costs the host its log and nothing else", async () => {
  const folder = join(user.env.XDG_STATE_HOME as string, "hearth");
  mkdirSync(folder, { mode: 0o700 });
  symlinkSync("/dev/full", join(folder, "host.log"));
  await using editor = await openEditor();
  expect(await suggestion(editor)).not.toHaveLength(0);
});

function askAgain(editor: ProcessEditor): false {
  void editor.inlineCompletion(uri, end.line, end.character, "byHand").catch(() => {});
  return false;
}

test("a model's process keeps none of the editor's folders, and starts in an editor whose folder is gone", async () => {
  const folder = join(user.folder, "worktree");
  mkdirSync(folder);
  const through = ["sh", "-c", `cd "${folder}" && rmdir "${folder}" && exec "$@"`, "sh"];
  await using editor = new ProcessEditor(user, {}, [], through);
  await editor.initialize();
  await editor.open(uri, source);
  await suggestion(editor);
  const { pid } = hosts()[0] as { pid: number };
  if (process.platform === "linux") expect(readlinkSync(`/proc/${pid}/cwd`)).toBe("/");
});

test("a setting that names no model is answered with where the names are", async () => {
  await using editor = await openEditor({ model: "qwen-nonsense" });
  await editor.untilHeard(
    ({ method, params }) =>
      method === "window/showMessage" && JSON.stringify(params).includes("no model with the id qwen-nonsense"),
  );
  expect(editor.said).toContain("hearth models lists them");
});
