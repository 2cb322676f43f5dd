import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { discover, mayBeIndexed } from "../../../server/index/reading/discovery.ts";
import { Folder } from "../workspace.ts";

const discovery = { wanted: (path: string) => /\.(ts|py)$/.test(path), log: () => {} };

async function paths(folder: Folder): Promise<string[]> {
  return [...(await discover(folder.root, discovery)).paths].sort();
}

const ignoring = `
--- .gitignore
out/
*.gen.ts
--- a.ts
--- b.gen.ts
--- out/c.ts
--- lib/.gitignore
!keep.gen.ts
skip.ts
--- lib/keep.gen.ts
--- lib/skip.ts
--- lib/d.py
--- node_modules/left/pad.ts
`;

test("files that git ignores are not listed, in a repository", async () => {
  using folder = new Folder(ignoring);
  folder.git("init");
  expect(await paths(folder)).toEqual(["a.ts", "lib/d.py", "lib/keep.gen.ts"]);
});

test("the same files are listed without git", async () => {
  using folder = new Folder(ignoring);
  expect(await paths(folder)).toEqual(["a.ts", "lib/d.py", "lib/keep.gen.ts"]);
});

test("other people's code is not listed even when it is committed", async () => {
  using folder = new Folder("--- node_modules/x/a.ts\n--- a.ts\n");
  folder.git("init");
  folder.git("add", "-f", ".");
  expect(await paths(folder)).toEqual(["a.ts"]);
});

test("a repository inside the repository is listed, too", async () => {
  using folder = new Folder("--- a.ts\n--- inner/b.ts\n--- inner/.gitignore\nc.ts\n--- inner/c.ts\n");
  folder.git("init");
  folder.git("init", "inner");
  expect(await paths(folder)).toEqual(["a.ts", "inner/b.ts"]);
});

test("a loop of folders is walked once", async () => {
  using folder = new Folder("--- a/b.ts\n");
  symlinkSync(folder.root, folder.path("a/loop"));
  expect(await paths(folder)).toEqual(["a/b.ts"]);
});

test("files behind a folder that has become a link are reported and not listed", async () => {
  using outside = new Folder("--- lib/b.ts\n");
  using folder = new Folder("--- a.ts\n--- lib/deep/b.ts\n");
  folder.git("init");
  folder.git("add", ".");
  rmSync(folder.path("lib"), { recursive: true });
  symlinkSync(outside.root, folder.path("lib"));
  const { paths, skipped } = await discover(folder.root, discovery);
  expect(paths).toEqual(["a.ts"]);
  expect(skipped).toEqual([{ path: "lib/deep/b.ts", reason: "behind a symbolic link" }]);
  expect(await mayBeIndexed(folder.root, "lib/deep/b.ts", discovery)).toBe(false);
});

test("a repository whose own list names files outside of it does not have them read", async () => {
  using folder = new Folder("--- aa/b.ts\n");
  folder.git("init");
  folder.git("add", ".");
  const index = folder.path(".git/index");
  const listing = readFileSync(index);
  listing.write("../b.ts", listing.indexOf("aa/b.ts"));
  createHash("sha1")
    .update(listing.subarray(0, -20))
    .digest()
    .copy(listing, listing.length - 20);
  writeFileSync(index, listing);
  rmSync(folder.path("aa"), { recursive: true });
  expect(execFileSync("git", ["ls-files"], { cwd: folder.root, encoding: "utf8" })).toBe("../b.ts\n");
  expect(await paths(folder)).toEqual([]);
});

test("what looks like a secret is reported and not listed", async () => {
  using folder = new Folder("--- .env\nPASSWORD=1\n--- local_settings.py\n--- a.ts\n");
  const { paths, skipped } = await discover(folder.root, discovery);
  expect(paths).toEqual(["a.ts"]);
  expect([...skipped].sort((a, b) => (a.path < b.path ? -1 : 1))).toEqual([
    { path: ".env", reason: "looks like a secret" },
    { path: "local_settings.py", reason: "looks like a secret" },
  ]);
});

test("a folder that cannot be entered is reported", async () => {
  using folder = new Folder("--- closed/a.ts\n--- b.ts\n");
  chmodSync(folder.path("closed"), 0o000);
  const listing = await discover(folder.root, discovery);
  chmodSync(folder.path("closed"), 0o700);
  expect(listing.paths).toContain("b.ts");
  if (process.getuid?.() !== 0) expect(listing.skipped).toEqual([{ path: "closed", reason: "unreadable folder" }]);
});

test("a repository's own file monitor is not started", async () => {
  using folder = new Folder("--- a.ts\n");
  folder.git("init");
  folder.git("config", "core.fsmonitor", `touch ${folder.path("started.ts")}; false`);
  expect(await paths(folder)).toEqual(["a.ts"]);
});

test.each([
  ["a new file", "new.ts", true],
  ["a file on disk", "a.ts", true],
  ["an ignored file", "out/c.ts", false],
  ["a new file that would be ignored", "out/new.ts", false],
  ["a secret", "local_settings.py", false],
  ["other people's code", "node_modules/x.ts", false],
])("whether an open document is indexed: %s", async (_, path, expected) => {
  using folder = new Folder(ignoring);
  folder.git("init");
  expect(await mayBeIndexed(folder.root, path, discovery)).toBe(expected);
});
