import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { runningTraces, WatchedEditor } from "../../../models/local/editors.ts";
import { removeDeadSockets } from "../../../models/local/hosts.ts";
import { editorSockets } from "../../../models/local/socket.ts";
import { Viewers } from "../../../models/local/viewers.ts";
import type { RequestRecord } from "../../../models/requestRecord.ts";
import { onUnix } from "../../systems.ts";

const before = process.env.XDG_RUNTIME_DIR;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hearth-viewers-"));
  process.env.XDG_RUNTIME_DIR = folder;
});
afterEach(() => {
  if (before === undefined) delete process.env.XDG_RUNTIME_DIR;
  else process.env.XDG_RUNTIME_DIR = before;
  rmSync(folder, { recursive: true, force: true });
});

const listen = () =>
  Viewers.listen({
    name: "Helix",
    report: () => ({ folders: [], completion: { state: "off" }, counts: {}, keys: 3, rssBytes: 1 }),
    traces: () => [],
    log: () => {},
  });
const record = (written: string) => ({ id: 1, written }) as RequestRecord;
const path = () => editorSockets()[0] ?? "";

test("a server is watched from the first viewer to the last, and each hears of an answer", async () => {
  const viewers = await listen();
  expect(viewers.isWatched).toBe(false);
  const heard: RequestRecord[] = [];
  const watched = await WatchedEditor.watch(
    path(),
    (told) => heard.push(told),
    () => {},
  );
  expect(watched).toMatchObject({ name: "Helix", pid: process.pid });
  expect(viewers.isWatched).toBe(true);
  viewers.tell(record("x"));
  // What was asked later is answered later.
  expect(await watched?.report()).toMatchObject({ name: "Helix", keys: 3 });
  expect(heard).toEqual([{ id: 1, written: "x" }]);
  watched?.letGo();
  while (viewers.isWatched) await new Promise((resolve) => setTimeout(resolve, 5));
  viewers.close();
});

test("a viewer that does not read is let go, and others hear on", async () => {
  const viewers = await listen();
  const asleep = connect(path());
  await once(asleep, "connect");
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "hearth/watch" });
  asleep.write(`Content-Length: ${body.length}\r\n\r\n${body}`);
  await once(asleep, "data");
  asleep.pause();
  const heard: RequestRecord[] = [];
  const awake = await WatchedEditor.watch(
    path(),
    (told) => heard.push(told),
    () => {},
  );
  for (let i = 0; i < 150; i++) {
    viewers.tell(record("x".repeat(50_000)));
    await awake?.report();
  }
  expect(heard).toHaveLength(150);
  asleep.resume();
  await once(asleep, "close");
  awake?.letGo();
  viewers.close();
});

test("the socket is its user's alone, and goes with the server", async () => {
  const viewers = await listen();
  if (process.platform !== "win32") expect(statSync(path()).mode & 0o077).toBe(0);
  expect(await runningTraces()).toEqual([{ name: "Helix", pid: process.pid, traces: [] }]);
  await removeDeadSockets();
  expect(editorSockets()).toHaveLength(1);
  viewers.close();
  expect(readdirSync(join(folder, "hearth"))).toEqual([]);
  expect(await runningTraces()).toEqual([]);
});

onUnix(
  "a server that speaks another protocol is not viewed, and its socket is removed when it was killed",
  async () => {
    const viewers = await listen();
    const other = join(folder, "hearth", "editor3-4194305-beef");
    const dead = spawnSync(process.execPath, [
      ...[
        "-e",
        `require("net").createServer().listen(${JSON.stringify(other)}, () => process.kill(process.pid, "SIGKILL"))`,
      ],
    ]);
    expect(dead.signal).toBe("SIGKILL");
    expect(readdirSync(join(folder, "hearth"))).toHaveLength(2);
    expect(editorSockets()).toHaveLength(1);
    await removeDeadSockets();
    expect(readdirSync(join(folder, "hearth"))).toHaveLength(1);
    viewers.close();
  },
);
