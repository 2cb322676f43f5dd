import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "@jest/globals";
import { replaceFile, replaceFileSync } from "../../base/replaceFile.ts";
import { Folder } from "../index/workspace.ts";
import { onUnix } from "../systems.ts";

const ways = [
  ["at once", async (...args: Parameters<typeof replaceFileSync>) => replaceFileSync(...args)],
  ["in time", replaceFile],
] as const;

describe.each(ways)("a file that is replaced %s", (_way, replace) => {
  test("has its new contents, and nothing lies beside it", async () => {
    using folder = new Folder("--- a.txt\nold\n");
    await replace(folder.path("a.txt"), "new\n", { mode: 0o600 });
    await replace(folder.path("b.txt"), "from nothing\n", { mode: 0o600, flush: true });
    expect(readFileSync(folder.path("a.txt"), "utf8")).toBe("new\n");
    expect(readFileSync(folder.path("b.txt"), "utf8")).toBe("from nothing\n");
    expect(readdirSync(folder.root)).toEqual(["a.txt", "b.txt"]);
  });

  onUnix("has the permissions that were asked for, whatever the umask", async () => {
    using folder = new Folder("--- a.txt\nold\n");
    const before = process.umask(0o077);
    try {
      await replace(folder.path("a.txt"), "new\n", { mode: 0o664 });
    } finally {
      process.umask(before);
    }
    expect(statSync(folder.path("a.txt")).mode & 0o777).toBe(0o664);
  });

  onUnix("is no link any more, and what that led to is as it was", async () => {
    using folder = new Folder("--- a.txt\nold\n");
    symlinkSync("a.txt", folder.path("link.txt"));
    await replace(folder.path("link.txt"), "new\n", { mode: 0o600 });
    expect(readFileSync(folder.path("a.txt"), "utf8")).toBe("old\n");
    expect(readFileSync(folder.path("link.txt"), "utf8")).toBe("new\n");
  });

  test("leaves nothing behind where it cannot have its name", async () => {
    using folder = new Folder("--- a.txt/in a folder\nold\n");
    await expect(replace(folder.path("a.txt"), "new\n", { mode: 0o600 })).rejects.toThrow("a.txt");
    expect(readdirSync(folder.root)).toEqual(["a.txt"]);
  });
});

test("a file stays as it was when its new contents break off", async () => {
  using folder = new Folder("--- a.txt\nold\n");
  function* contents(): Iterable<Uint8Array> {
    yield Buffer.from("new, but on");
    throw new Error("nothing more comes");
  }
  await expect(replaceFile(folder.path("a.txt"), contents(), { mode: 0o600 })).rejects.toThrow("nothing more comes");
  expect(readFileSync(folder.path("a.txt"), "utf8")).toBe("old\n");
  expect(readdirSync(folder.root)).toEqual(["a.txt"]);
});

onUnix("a file stays as it was when its writer is killed halfway", () => {
  using folder = new Folder("--- a.txt\nold\n");
  const writer = fileURLToPath(new URL("./killedWriter.js", import.meta.url));
  const { signal } = spawnSync(process.execPath, [writer, folder.path("a.txt")]);
  expect(signal).toBe("SIGKILL");
  expect(readFileSync(folder.path("a.txt"), "utf8")).toBe("old\n");
});

test("of two that replace a file at once, one wins", async () => {
  using folder = new Folder();
  const [one, other] = ["a", "b"].map((letter) => letter.repeat(100_000)) as [string, string];
  const path = folder.path("a.txt");
  await Promise.all([one, other].map((text) => replaceFile(path, text, { mode: 0o600 })));
  expect([one, other]).toContain(readFileSync(path, "utf8"));
});
