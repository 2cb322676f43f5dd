import { chmodSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { discover, isIgnored, mayBeIndexed } from "../../../server/index/reading/discovery.ts";
import { isNamedToBeIgnored } from "../../../server/index/reading/ignoreFiles.ts";
import { Folder } from "../workspace.ts";

const discovery = { wanted: (path: string) => path.endsWith(".ts"), log: () => {} };

const project = `
--- .hearthignore
/clients/
*.draft.ts
--- clients/.hearthignore
!acme.ts
--- clients/acme.ts
--- src/.hearthignore
!kept.draft.ts
own.ts
--- src/own.ts
--- src/kept.draft.ts
--- src/new.draft.ts
--- own.ts
`;

test.each([
  ["clients/acme.ts", true],
  ["src/own.ts", true],
  ["src/new.draft.ts", true],
  ["src/kept.draft.ts", false],
  ["own.ts", false],
])("%s is named by an ignore file beside it or above: %s", async (path, isNamed) => {
  using folder = new Folder(project);
  expect(isNamedToBeIgnored(folder.path(path))).toBe(isNamed);
  expect(await mayBeIndexed(folder.root, path, discovery)).toBe(!isNamed);
  expect(await isIgnored(folder.root, path)).toBe(isNamed);
});

test.each(["with git", "without git"])("what ignore files name is not listed, and it is said so: %s", async (how) => {
  using folder = new Folder(project);
  if (how === "with git") folder.git("init");
  // Git need not know of them.
  folder.file(".gitignore", ".hearthignore\n");
  const { paths, skipped } = await discover(folder.root, discovery);
  expect([...paths].sort()).toEqual(["own.ts", "src/kept.draft.ts"]);
  const names = ["clients/acme.ts", "src/new.draft.ts", "src/own.ts"];
  expect([...skipped].sort((a, b) => (a.path < b.path ? -1 : 1))).toEqual(
    names.map((path) => ({ path, reason: "named in .hearthignore" })),
  );
});

test("an ignore file above the workspace folder counts, also where the folder is reached through a link", async () => {
  using folder = new Folder("--- .hearthignore\nsrc/own.ts\n--- work/src/own.ts\n--- work/src/other.ts\n");
  symlinkSync("work/src", folder.path("src"));
  const inner = join(folder.root, "work");
  expect([...(await discover(inner, discovery)).paths].sort()).toEqual(["src/other.ts", "src/own.ts"]);
  folder.file(".hearthignore", "work/src/own.ts\n");
  expect((await discover(inner, discovery)).paths).toEqual(["src/other.ts"]);
  expect((await discover(folder.path("src"), discovery)).paths).toEqual(["other.ts"]);
});

test("an ignore file that cannot be read hides all that it could name", () => {
  using folder = new Folder("--- .hearthignore\nx\n--- a.ts\n");
  chmodSync(folder.path(".hearthignore"), 0);
  // Root reads everything.
  if (process.getuid?.() !== 0) expect(isNamedToBeIgnored(folder.path("a.ts"))).toBe(true);
});
