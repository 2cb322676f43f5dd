import { cpSync, renameSync, symlinkSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { stagedBehind, stagedIn } from "../../../server/index/reading/staged.ts";
import { Folder } from "../workspace.ts";

const folder = new Folder(
  "--- a.py\nx = 1\n--- old.py\ny = 1\ny = 2\ny = 3\n--- .env\nTOKEN=1\n--- .hearthignore\n/clients/\n",
);

beforeAll(() => {
  folder.git("init", "-q");
  folder.git("add", "-f", ".");
  folder.git("commit", "-qm", "Carts have a total");
  folder.file("a.py", "x = 2\n");
  folder.file("ä b.py", "z = 1\n");
  folder.file("clients/acme.py", "secret = 1\n");
  folder.file(".env", "TOKEN=2\n");
  renameSync(folder.path("old.py"), folder.path("new.py"));
  folder.git("add", "-f", "-A");
  folder.git("mv", "-f", "new.py", "renamed.py");
  folder.file("a.py", "x = 3\n");
});
afterAll(() => folder[Symbol.dispose]());

test("what is staged is told file by file, without what looks secret or is ignored, and how earlier commits were told", async () => {
  const staged = await stagedIn(folder.root);
  expect(staged?.files.map(({ path }) => path).sort()).toEqual(["a.py", "renamed.py", "ä b.py"]);
  expect(staged?.files.find(({ path }) => path === "a.py")?.diff).toBe(
    "--- a/a.py\n+++ b/a.py\n@@ -1 +1 @@\n-x = 1\n+x = 2",
  );
  expect(staged?.files.find(({ path }) => path === "renamed.py")?.diff).toBe(
    "rename from old.py\nrename to renamed.py",
  );
  expect(staged?.subjects).toEqual(["Carts have a total"]);
});

test("a secret file that is renamed is not shown under its new name", async () => {
  using other = new Folder("--- .env\nTOKEN=1\nA=1\nB=1\n--- a.py\n");
  other.git("init", "-q");
  other.git("add", "-f", ".");
  other.git("commit", "-qm", "first");
  other.git("mv", ".env", "plain.txt");
  expect((await stagedIn(other.root))?.files).toEqual([]);
});

test("behind a commit's message stands what is staged, with --all what git has locked", async () => {
  const message = folder.path(".git/COMMIT_EDITMSG");
  const contents = async () => (await stagedBehind(message))?.files.find(({ path }) => path === "a.py")?.diff;
  expect(await contents()).toContain("+x = 2");
  cpSync(folder.path(".git/index"), folder.path("index.kept"));
  folder.git("add", "a.py");
  cpSync(folder.path(".git/index"), folder.path(".git/index.lock"));
  renameSync(folder.path("index.kept"), folder.path(".git/index"));
  expect(await contents()).toContain("+x = 3");
});

test("nothing that a repository's settings name is run", async () => {
  using other = new Folder("--- a.py\nx = 1\n--- .gitattributes\n*.py diff=own\n");
  other.git("init", "-q");
  const made = other.path("made");
  other.git("config", "diff.external", `touch ${made}`);
  other.git("config", "diff.own.textconv", `touch ${made};cat`);
  other.git("add", ".");
  expect((await stagedIn(other.root))?.files.map(({ path }) => path)).toContain("a.py");
  other.file("probe", "");
  expect(() => symlinkSync("probe", made)).not.toThrow();
});

test("outside a repository nothing is staged", async () => {
  using other = new Folder();
  expect(await stagedBehind(other.path("COMMIT_EDITMSG"))).toBeUndefined();
  expect(await stagedIn(other.root)).toBeUndefined();
});
