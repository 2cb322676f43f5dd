import { pathToFileURL } from "node:url";
import { expect, test } from "@jest/globals";
import { Workspace } from "../../server/index/workspace.ts";
import { WorkspaceIndex } from "../../server/index/workspaceIndex.ts";
import { Folder } from "./workspace.ts";

test("a snapshot's index follows the editor's changes, several in one notification", async () => {
  using folder = new Folder("--- a.ts\nexport const one = 1;\n");
  const index = new WorkspaceIndex({ log: () => {} });
  const workspace = new Workspace(index);
  workspace.setFolders([{ uri: pathToFileURL(folder.root).href, name: "test" }]);
  await index.setFolders([folder.root]);
  const uri = pathToFileURL(folder.path("a.ts")).href;
  workspace.open(uri, "typescript", 1, "export const one = 1;\n");
  await index.settled();
  const before = workspace.snapshot().index;
  const at = (character: number) => ({ line: 0, character });
  workspace.change(uri, 2, [
    { range: { start: at(13), end: at(16) }, text: "seven" },
    { range: { start: at(0), end: at(0) }, text: "// é\n" },
    { range: { start: { line: 1, character: 21 }, end: { line: 1, character: 22 } }, text: "7" },
  ]);
  await index.settled();
  const after = workspace.snapshot().index;
  expect(after.definitions("seven").map(({ definition }) => definition.nameStart)).toEqual([18]);
  expect(await after.text(folder.path("a.ts"))).toBe("// é\nexport const seven = 7;\n");
  expect(before.definitions("one")).toHaveLength(1);
  expect(before.definitions("seven")).toHaveLength(0);
  await index.dispose();
});
