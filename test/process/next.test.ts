import { spawnSync } from "node:child_process";
import { expect, test } from "@jest/globals";
import { Folder } from "../index/workspace.ts";
import { hearthMain, TestUser } from "./environment.ts";

function run(user: TestUser, ...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [hearthMain, ...words], {
    env: user.env,
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

test("hearth next prints what belongs to the uncommitted changes of a file, as git apply takes it", () => {
  using user = new TestUser();
  using folder = new Folder("--- order.ts\nexport const sumOf = 1;\n--- cart.ts\nimport { sumOf } from './order';\n");
  folder.git("init", "-q");
  folder.git("add", ".");
  folder.git("commit", "-qm", "first");
  const next = () => run(user, "next", folder.path("order.ts"));
  expect(next()).toEqual({
    status: 1,
    stdout: "",
    stderr: `hearth: ${folder.path("order.ts")} has no uncommitted changes\n`,
  });
  folder.file("order.ts", "export const sumOfAll = 1;\n");
  expect(next()).toEqual({
    status: 0,
    stdout: `--- a/cart.ts
+++ b/cart.ts
@@ -1,1 +1,1 @@
-import { sumOf } from './order';
+import { sumOfAll } from './order';
`,
    stderr: "hearth: What was declared as `sumOf` is `sumOfAll` now.\n",
  });
});

test("hearth next prints what only looks alike too, unless only what is sure is wanted", () => {
  using user = new TestUser();
  using folder = new Folder("--- sum.ts\nshow(1).toBe(2);\n\nshow(2).toBe(2);\n");
  folder.git("init", "-q");
  folder.git("add", ".");
  folder.git("commit", "-qm", "first");
  folder.file("sum.ts", "show(1).toEqual(2);\n\nshow(2).toBe(2);\n");
  const path = folder.path("sum.ts");
  expect(run(user, "next", "--sure", path)).toMatchObject({ status: 1, stdout: "" });
  const found = run(user, "next", "--json", path);
  expect(JSON.parse(found.stdout)).toMatchObject([{ line: 3, oldText: "toBe", newText: "toEqual", isSure: false }]);
});

test("hearth next in a folder without git says that what was changed is not known", () => {
  using user = new TestUser();
  using folder = new Folder("--- a.ts\nexport const a = 1;\n");
  const stderr = `hearth: ${folder.path("a.ts")} is in no git repository, so what was changed in it is not known\n`;
  expect(run(user, "next", folder.path("a.ts"))).toEqual({ status: 1, stdout: "", stderr });
});
