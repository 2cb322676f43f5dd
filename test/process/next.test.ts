import { spawnSync } from "node:child_process";
import { expect, test } from "@jest/globals";
import { Folder } from "../index/workspace.ts";
import { hearthMain, TestUser } from "./environment.ts";

test("hearth next prints what belongs to the uncommitted changes of a file, as git apply takes it", () => {
  using user = new TestUser();
  using folder = new Folder("--- order.ts\nexport const sumOf = 1;\n--- cart.ts\nimport { sumOf } from './order';\n");
  folder.git("init", "-q");
  folder.git("add", ".");
  folder.git("commit", "-qm", "first");
  const next = () => {
    const run = spawnSync(process.execPath, [hearthMain, "next", folder.path("order.ts")], {
      env: user.env,
      encoding: "utf8",
    });
    return { status: run.status, stdout: run.stdout, stderr: run.stderr };
  };
  expect(next()).toEqual({ status: 1, stdout: "", stderr: "hearth: Nothing was changed.\n" });
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
