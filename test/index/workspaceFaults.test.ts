import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { Store } from "../../server/index/tables/store.ts";
import { WorkspaceIndex } from "../../server/index/workspaceIndex.ts";
import { onLinux } from "../systems.ts";
import { Folder } from "./workspace.ts";

const project = `
--- a.ts
export const area = 1;
--- b.py
from a import area
`;

test("reading that is called off ends soon and keeps what was read", async () => {
  using folder = new Folder(project);
  for (let i = 0; i < 1500; i++) folder.file(`many/file${i}.ts`, `export const value${i} = ${i};\n`);
  const workspace: WorkspaceIndex = new WorkspaceIndex({
    log: () => {},
    progress: ({ done }) => {
      if (done > 0) workspace.stopReading();
    },
  });
  await workspace.setFolders([folder.root]);
  const read = workspace.index.files().length;
  expect(read).toBeGreaterThan(0);
  expect(read).toBeLessThan(1500);
  await workspace.dispose();
});

onLinux("a child that is killed costs nothing but its time", async () => {
  using folder = new Folder(project);
  for (let i = 0; i < 600; i++) folder.file(`many/file${i}.ts`, `export const value${i} = ${i};\n`);
  let killed = 0;
  const workspace: WorkspaceIndex = new WorkspaceIndex({
    log: () => {},
    progress: () => {
      if (killed > 0) return;
      for (const pid of childrenOf(process.pid)) {
        process.kill(pid, "SIGKILL");
        killed++;
      }
    },
  });
  await workspace.setFolders([folder.root]);
  expect(killed).toBeGreaterThan(0);
  expect(workspace.index.definitions("value599").map(({ path }) => path)).toEqual([folder.path("many/file599.ts")]);
  expect(workspace.folder(folder.root)?.view.skipped).toEqual([]);
  await workspace.dispose();
});

test("two servers on one workspace keep one index that both can start from", async () => {
  using folder = new Folder(project);
  using cache = new Folder();
  const open = () => new WorkspaceIndex({ log: () => {}, store: new Store({ folder: cache.root, log: () => {} }) });
  const [first, second] = [open(), open()];
  await Promise.all([first.setFolders([folder.root]), second.setFolders([folder.root])]);
  await Promise.all([first.save(), second.save()]);
  const third = open();
  await third.setFolders([folder.root]);
  expect(third.folder(folder.root)?.isWarm).toBe(true);
  expect(third.index.files().sort()).toEqual(first.index.files().sort());
  for (const workspace of [first, second, third]) await workspace.dispose();
});

/** The processes whose parent is this one, without threads' and the shell's. */
function childrenOf(pid: number): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && parentOf(name) === pid && commandOf(name).includes("child.js"))
    .map(Number);
}

function parentOf(pid: string): number {
  return Number(/\) \S+ (\d+)/.exec(procFile(pid, "stat"))?.[1]);
}

function commandOf(pid: string): string {
  return procFile(pid, "cmdline");
}

/** Empty for a process that has ended since it was listed. */
function procFile(pid: string, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, "latin1");
  } catch {
    return "";
  }
}
