import { mkdirSync, symlinkSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import type { Hover } from "vscode-languageserver/node";
import { Folder } from "../index/workspace.ts";
import { ProcessEditor } from "./editor.ts";
import { TestUser } from "./environment.ts";

let user: TestUser;
let folder: Folder;
beforeEach(() => {
  user = new TestUser();
  folder = new Folder();
});
afterEach(() => {
  folder[Symbol.dispose]();
  user[Symbol.dispose]();
});

const text = "def area(width):\n    return width\n\n\nprint(area(2))\n";

/** What a hover on the call says, as soon as the server has read the document. */
async function hoverOn(editor: ProcessEditor, uri: string, line = 4, character = 7): Promise<string | undefined> {
  for (let tries = 0; tries < 200; tries++) {
    const params = { textDocument: { uri }, position: { line, character } };
    const hover = await editor.connection.sendRequest<Hover | null>("textDocument/hover", params);
    if (hover) return (hover.contents as { value: string }).value;
    await sleep(50);
  }
  return undefined;
}

const markdown = { textDocument: { hover: { contentFormat: ["markdown"] } } };
const settings = { hover: { explain: "never" } };
const fact = /^```python\ndef area\(width\):\n```\n\nfunction in \[[^\]]+\]\([^)]+\); used once in 1 file/;

test.each([
  ["ignored by git", "project/draft.py"],
  ["in node_modules", "project/node_modules/tool/setup.py"],
  ["below a folder that is a link to elsewhere", "project/linked/lib.py"],
  ["outside all folders", "elsewhere/lib.py"],
])("a hover knows the own names of a document that is %s", async (_where, path) => {
  folder.write("--- project/.gitignore\ndraft.py\n--- elsewhere/lib.py\nx = 1\n");
  folder.file(path.replace("project/linked", "elsewhere"), text);
  symlinkSync("../elsewhere", folder.path("project/linked"));
  await using editor = new ProcessEditor(user);
  await editor.initialize({ folder: folder.path("project"), settings, capabilities: markdown });
  const uri = pathToFileURL(folder.path(path)).href;
  await editor.open(uri, text);
  expect(await hoverOn(editor, uri)).toMatch(fact);
  await editor.type(uri, 0, 0, "def other():\n    pass\n\n\nother()\n");
  expect(await hoverOn(editor, uri, 4, 2)).toContain("def other()");
});

test.each([["untitled:Untitled-1"], ["file:///nowhere/new.py"], ["remote://box/home/a.py"]])(
  "a hover knows the own names of %s where no folder is open",
  async (uri) => {
    await using editor = new ProcessEditor(user);
    await editor.initialize({ settings, capabilities: markdown });
    await editor.open(uri, text);
    expect(await hoverOn(editor, uri)).toMatch(fact);
  },
);

test("an action of a document outside all folders knows its functions", async () => {
  await using editor = new ProcessEditor(user);
  const capabilities = { ...markdown, workspace: { applyEdit: true } };
  await editor.initialize({ settings, capabilities });
  await editor.open("untitled:Untitled-1", text);
  const at = { line: 0, character: 6 };
  const params = {
    textDocument: { uri: "untitled:Untitled-1" },
    range: { start: at, end: at },
    context: { diagnostics: [] },
  };
  const menu = await editor.connection.sendRequest<{ title: string }[]>("textDocument/codeAction", params);
  expect(menu.map(({ title }) => title)).toContainEqual(expect.stringContaining("area"));
});

test("an editor that names its folder by rootPath alone has its workspace read", async () => {
  folder.write(`--- lib.py\n${text}--- main.py\nfrom lib import area\n\narea(1)\n`);
  await using editor = new ProcessEditor(user);
  await editor.connection.sendRequest("initialize", { processId: null, rootPath: folder.root, capabilities: markdown });
  await editor.connection.sendNotification("initialized", {});
  const uri = pathToFileURL(folder.path("main.py")).href;
  await editor.open(uri, "from lib import area\n\narea(1)\n");
  expect(await hoverOn(editor, uri, 2, 2)).toContain("in [lib.py:1]");
});

test("what is ignored is shown to no other file's model", async () => {
  mkdirSync(folder.path("project"));
  folder.write("--- project/.gitignore\ndraft.py\n");
  folder.git("init");
  await using editor = new ProcessEditor(user);
  await editor.initialize({ folder: folder.path("project"), settings, capabilities: markdown });
  const draft = pathToFileURL(folder.path("project/draft.py")).href;
  await editor.open(draft, text);
  expect(await hoverOn(editor, draft)).toMatch(fact);
  const main = pathToFileURL(folder.path("project/main.py")).href;
  await editor.open(main, "from draft import area\n\narea(1)\n\n\ndef own(): pass\n\nown()\n");
  expect(await hoverOn(editor, main, 7, 1)).toContain("def own()");
  const params = { textDocument: { uri: main }, position: { line: 2, character: 2 } };
  expect(await editor.connection.sendRequest("textDocument/hover", params)).toBeNull();
});
