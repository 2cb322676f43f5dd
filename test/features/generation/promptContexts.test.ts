import { pathToFileURL } from "node:url";
import { expect, test } from "@jest/globals";
import { cursorIn } from "../../../server/context/cursor.ts";
import { PromptContexts } from "../../../server/features/generation/promptContexts.ts";
import type { SourceFile } from "../../../server/index/sourceFile.ts";
import { Workspace } from "../../../server/index/workspace.ts";
import { WorkspaceIndex } from "../../../server/index/workspaceIndex.ts";
import { cursorAt, throwing } from "../../context/scene.ts";
import { Folder } from "../../index/workspace.ts";
import { scriptedModel } from "../../scriptedEngine.ts";

const reader = {
  model: scriptedModel,
  answerTokens: 64,
  charactersPerToken: 3.5,
  anew: false,
  idle: false,
  readsSuffixLast: true,
};

test("a prompt that is asked for while the one before is gathered follows on that one", async () => {
  const contexts = new PromptContexts(() => [], throwing);
  const keys = ["let a│", "let ab│", "let abc│"].map((marked) => contexts.at(cursorAt("a.ts", marked), reader));
  const prompts = await Promise.all(keys);
  expect(prompts.map(({ change }) => change)).toEqual(["first", undefined, undefined]);
});

test("a prompt for a place where the cursor is not yet is not what the next one follows on", async () => {
  const contexts = new PromptContexts(() => [], throwing);
  await contexts.ahead(cursorAt("a.ts", "let ab│"), reader);
  const { change } = await contexts.at(cursorAt("a.ts", "let a│"), reader);
  expect(change).toBe("first");
});

test("what was changed in one folder is not taken for the file of that name in another", async () => {
  using folder = new Folder("--- a/x.ts\nlet a;\n--- b/x.ts\nlet b;\n--- b/y.ts\nlet c;\n");
  const index = new WorkspaceIndex({ log: throwing });
  const roots = ["a", "b"].map((name) => folder.path(name));
  await index.setFolders(roots);
  const contexts = new PromptContexts(() => [], throwing);
  await contexts.takeIn(index.views);
  const workspace = new Workspace();
  workspace.setFolders(roots.map((root) => ({ uri: pathToFileURL(root).href, name: "" })));
  const at = (path: string) => {
    const uri = pathToFileURL(folder.path(path)).href;
    workspace.open(uri, "typescript", 1, "let z;\n");
    return cursorIn(workspace.snapshot(), workspace.snapshot().open.get(uri) as SourceFile, 0);
  };
  const replaced = {
    startLine: 0,
    endLine: 1,
    newLines: 1,
    before: "let a;\n",
    offset: 0,
  };
  contexts.edited(at("a/x.ts").file, replaced);
  const changedNear = (path: string) => contexts.situation(at(path)).edits.map((edit) => edit.path);
  expect([changedNear("b/x.ts"), changedNear("b/y.ts"), changedNear("a/x.ts")]).toEqual([[], [], ["x.ts"]]);
  await index.dispose();
});
