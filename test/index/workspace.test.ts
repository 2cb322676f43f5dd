import { pathToFileURL } from "node:url";
import { expect, test } from "@jest/globals";
import { Workspace } from "../../server/index/workspace.ts";
import { WorkspaceIndex } from "../../server/index/workspaceIndex.ts";
import { textChange } from "../../server/lsp/fromLsp.ts";
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
    textChange({ range: { start: at(13), end: at(16) }, text: "seven" }),
    textChange({ range: { start: at(0), end: at(0) }, text: "// é\n" }),
    textChange({
      range: {
        start: { line: 1, character: 21 },
        end: { line: 1, character: 22 },
      },
      text: "7",
    }),
  ]);
  await index.settled();
  const after = workspace.snapshot().index;
  expect(after.definitions("seven").map(({ definition }) => definition.nameStart)).toEqual([18]);
  expect(await after.text(folder.path("a.ts"))).toBe("// é\nexport const seven = 7;\n");
  expect(before.definitions("one")).toHaveLength(1);
  expect(before.definitions("seven")).toHaveLength(0);
  await index.dispose();
});

const point = (line: number, character = 0) => ({ line, character });

test.each([
  [
    "in a line far below the last",
    { range: { start: point(2 ** 31 - 1), end: point(2 ** 31 - 1) }, text: "c\nd\n" },
    "a\nbc\nd\n",
  ],
  [
    "whose lines below the last are as many as it brings",
    { range: { start: point(7), end: point(9) }, text: "c\nd\n" },
    "a\nbc\nd\n",
  ],
  ["whose end comes before its start", { range: { start: point(1, 1), end: point(0) }, text: "x" }, "x"],
  ["above the first line", { range: { start: point(-1, 7), end: point(-1) }, text: "x\n" }, "x\na\nb"],
  [
    "with a length that is no number",
    { range: { start: point(0), end: point(0) }, rangeLength: "7", text: "x" },
    "xa\nb",
  ],
  ["of all text with a length", { rangeLength: 7, text: "x" }, "x"],
])("a change %s leaves a text that the next change may count on", (_name, change, expected) => {
  const workspace = new Workspace();
  workspace.open("file:///a.ts", "typescript", 1, "a\nb");
  workspace.change("file:///a.ts", 2, [textChange(change as never)]);
  expect(workspace.snapshot().open.get("file:///a.ts")?.text).toBe(expected);
  workspace.change("file:///a.ts", 3, [textChange({ range: { start: point(1), end: point(1) }, text: "!" })]);
  const [first, ...others] = expected.split("\n");
  const after = others.length === 0 ? `${first}!` : [first, `!${others[0]}`, ...others.slice(1)].join("\n");
  expect(workspace.snapshot().open.get("file:///a.ts")?.text).toBe(after);
});
