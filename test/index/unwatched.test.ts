import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import { subscribe as subscribeNatively } from "@parcel/watcher";
import type { WorkspaceIndex } from "../../server/index/workspaceIndex.ts";
import { Folder, indexed } from "./workspace.ts";

const looks = { everyMs: 300, pauseMs: 20 };

/** A system whose limit is reached until it is raised. */
class Limited {
  isRaised = false;
  readonly subscribe = ((...args: Parameters<typeof subscribeNatively>) => {
    if (this.isRaised) return subscribeNatively(...args);
    return Promise.reject(new Error("inotify_add_watch on '/x' failed: No space left on device"));
  }) as typeof subscribeNatively;
}

async function untilDefined(workspace: WorkspaceIndex, name: string): Promise<number> {
  for (let i = 0; i < 200 && workspace.index.definitions(name).length === 0; i++) await sleep(50);
  return workspace.index.definitions(name).length;
}

test("where the system's limit is reached its user is told once, and the folder is looked at now and then", async () => {
  using folder = new Folder("--- a.py\ndef one(): pass\n");
  using other = new Folder("--- b.py\ndef two(): pass\n");
  const warnings: string[] = [];
  const { subscribe } = new Limited();
  const warn = (sentence: string) => void warnings.push(sentence);
  await using workspace = await indexed(folder, { subscribe, looks, warn });
  await workspace.setFolders([folder.root, other.root]);
  await workspace.watch();
  expect(new Set(warnings).size).toBe(1);
  expect(warnings[0]).toContain("fs.inotify.max_user_watches");
  folder.file("deep/new.py", "def three(): pass\n");
  expect(await untilDefined(workspace, "three")).toBe(1);
});

test("what stands beside an open document is looked at as soon as its user pauses", async () => {
  using folder = new Folder("--- src/a.py\ndef one(): pass\n");
  const { subscribe } = new Limited();
  await using workspace = await indexed(folder, { subscribe, looks: { ...looks, everyMs: 1e6 } });
  await workspace.watch();
  workspace.open(folder.path("src/a.py"), "python", "def one(): pass\n");
  folder.file("src/b.py", "def beside(): pass\n");
  workspace.change(folder.path("src/a.py"), "def typed(): pass\n");
  expect(await untilDefined(workspace, "beside")).toBe(1);
});

test("a folder is watched again when the limit was raised", async () => {
  using folder = new Folder("--- a.py\ndef one(): pass\n");
  const system = new Limited();
  await using workspace = await indexed(folder, { subscribe: system.subscribe, looks });
  await workspace.watch();
  system.isRaised = true;
  folder.file("b.py", "def two(): pass\n");
  expect(await untilDefined(workspace, "two")).toBe(1);
  folder.file("c.py", "def three(): pass\n");
  expect(await untilDefined(workspace, "three")).toBe(1);
});

test("a file system that tells nothing is looked at without a word to its user", async () => {
  using folder = new Folder("--- a.py\ndef one(): pass\n");
  const warnings: string[] = [];
  const subscribe = (() => Promise.reject(new Error("Function not implemented"))) as typeof subscribeNatively;
  await using workspace = await indexed(folder, { subscribe, looks, warn: (sentence) => warnings.push(sentence) });
  await workspace.watch();
  folder.file("b.py", "def two(): pass\n");
  expect(await untilDefined(workspace, "two")).toBe(1);
  expect(warnings).toEqual([]);
});
