import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { isRunning } from "../../base/isRunning.ts";
import { connectionOn } from "../../models/local/connection.ts";
import { generateRequest } from "../../models/local/protocol.ts";
import { until } from "../until.ts";
import { ProcessEditor, unfinished } from "./editor.ts";
import { hearthMain, TestUser } from "./environment.ts";

const { uri, text: source, end } = unfinished;

let user: TestUser;
beforeEach(() => {
  user = new TestUser();
});
afterEach(() => user[Symbol.dispose]());

const runtimeFolder = () => join(user.env.XDG_RUNTIME_DIR as string, "hearth");
const sockets = () => readdirSync(runtimeFolder()).filter((name) => name.endsWith(".sock"));
const hosts = (): { pid: number }[] => JSON.parse(user.hearth("status", "--json"));

async function suggestOnce(): Promise<void> {
  await using editor = new ProcessEditor(user);
  await editor.initialize();
  await editor.open(uri, source);
  await editor.untilSuggested(uri, end.line, end.character);
}

test("the socket and its folder are the user's alone", async () => {
  await suggestOnce();
  expect(statSync(runtimeFolder()).mode & 0o777).toBe(0o700);
  expect(statSync(join(runtimeFolder(), sockets()[0] as string)).mode & 0o077).toBe(0);
});

test("a runtime folder that others may enter is refused in one sentence", async () => {
  mkdirSync(runtimeFolder());
  chmodSync(runtimeFolder(), 0o755);
  await using editor = new ProcessEditor(user);
  await editor.initialize();
  await editor.open(uri, source);
  await editor.untilHeard(() => editor.said.includes("is not a folder that only you can enter"));
  expect(await editor.inlineCompletion(uri, end.line, end.character)).toEqual([]);
  chmodSync(runtimeFolder(), 0o700);
});

test("a runtime folder that is a planted link is refused", async () => {
  mkdirSync(join(user.folder, "elsewhere"), { mode: 0o700 });
  symlinkSync(join(user.folder, "elsewhere"), runtimeFolder());
  await using editor = new ProcessEditor(user);
  await editor.initialize();
  await editor.open(uri, source);
  await editor.untilHeard(() => editor.said.includes("is not a folder that only you can enter"));
  expect(readdirSync(join(user.folder, "elsewhere"))).toEqual([]);
  rmSync(runtimeFolder());
});

test("a socket that a killed host left behind is taken over", async () => {
  await suggestOnce();
  const [first] = hosts();
  process.kill(first?.pid as number, "SIGKILL");
  expect(sockets()).toHaveLength(1);
  await suggestOnce();
  expect(sockets()).toHaveLength(1);
  expect(hosts()).toHaveLength(1);
});

test("the sockets of killed hosts that nobody asks for any more are removed by the next host", async () => {
  mkdirSync(runtimeFolder(), { mode: 0o700 });
  const path = join(runtimeFolder(), "0123456789abcdef.sock");
  const bind = `require("node:net").createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, "SIGKILL"))`;
  await new Promise((resolve) => spawn(process.execPath, ["-e", bind]).once("exit", resolve));
  expect(existsSync(path)).toBe(true);
  await suggestOnce();
  expect(existsSync(path)).toBe(false);
});

test("six servers that start at once end up on one host", async () => {
  const editors = Array.from({ length: 6 }, () => new ProcessEditor(user));
  try {
    for (const editor of editors) {
      await editor.initialize();
      await editor.open(uri, source);
    }
    await Promise.all(editors.map((editor) => editor.untilSuggested(uri, end.line, end.character)));
    expect(hosts()).toHaveLength(1);
  } finally {
    for (const editor of editors) await editor[Symbol.asyncDispose]();
  }
});

test("a host whose socket was deleted makes room for a new one and ends", async () => {
  await suggestOnce();
  const [old] = hosts();
  rmSync(join(runtimeFolder(), sockets()[0] as string));
  await suggestOnce();
  expect(hosts()[0]?.pid).not.toBe(old?.pid);
  await until(() => !isRunning(old?.pid as number));
});

test("stop ends every host and leaves no socket", async () => {
  await suggestOnce();
  const [host] = hosts();
  expect(JSON.parse(user.hearth("stop", "--json"))).toEqual({ stopped: [host?.pid] });
  await until(() => !isRunning(host?.pid as number));
  expect(sockets()).toEqual([]);
});

test("the host outlives the editor that started it and serves the next one warm", async () => {
  await suggestOnce();
  const [host] = hosts();
  await suggestOnce();
  expect(hosts()[0]?.pid).toBe(host?.pid);
});

test("a host outlives editors that are killed while they listen to an answer", async () => {
  await suggestOnce();
  const [host] = hosts();
  for (let killed = 0; killed < 30; killed++) await listenAndDie();
  expect(hosts()[0]?.pid).toBe(host?.pid);
});

test("a file in the runtime folder that is no host is no host", () => {
  mkdirSync(runtimeFolder(), { mode: 0o700 });
  writeFileSync(join(runtimeFolder(), "planted.sock"), "");
  expect(hosts()).toEqual([]);
});

test("a host log is written where only the user can read it", async () => {
  await suggestOnce();
  const log = join(user.env.XDG_STATE_HOME as string, "hearth", "host.log");
  expect(existsSync(log)).toBe(true);
  expect(statSync(log).mode & 0o077).toBe(0);
});

test("a command whose output nobody reads ends quietly", async () => {
  const child = spawn(process.execPath, [hearthMain, "status"], { env: user.env, stdio: ["ignore", "pipe", "pipe"] });
  child.stdout.destroy();
  await new Promise((resolve) => child.once("exit", resolve));
});

/** What the host sees of an editor that is killed when the first words of an answer have come. */
async function listenAndDie(): Promise<void> {
  const socket = connect(join(runtimeFolder(), sockets()[0] as string));
  const connection = connectionOn(socket);
  connection.onClose(() => connection.dispose());
  socket.once("data", () => socket.destroy());
  connection.listen();
  const prompt = { segments: [{ text: "def fibonacci(n):\n" }], stopTokens: [], stopTexts: [] };
  const request = { stream: "answer", subject: uri, prompt, priority: "typing", maxTokens: 400, maxMs: 5000 } as const;
  await expect(connection.sendRequest(generateRequest, request)).rejects.toThrow();
}
