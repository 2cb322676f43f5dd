import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import type { Hover, WorkspaceEdit } from "vscode-languageserver/node";
import { capableEditor } from "../features/acting.ts";
import { Folder } from "../index/workspace.ts";
import { ProcessEditor } from "./editor.ts";
import { TestUser } from "./environment.ts";
import { ScriptedHost } from "./scriptedHost.ts";

let user: TestUser;
let folder: Folder;
beforeEach(() => {
  user = new TestUser();
  folder = new Folder("--- zoo.py\ndef cage(size):\n    return size\n");
});
afterEach(() => {
  folder[Symbol.dispose]();
  user[Symbol.dispose]();
});

const cells = ["from zoo import cage\n\ndef feed(animal):\n    return cage(animal)", "food = feed(", "print(1)"];
const textDocuments = (uris: readonly string[]) =>
  uris.map((uri, at) => ({ uri, languageId: "python", version: 1, text: cells[at] ?? "" }));

/** As an editor that knows notebooks. */
async function openNotebook(editor: ProcessEditor, uri: string, uris: readonly string[]): Promise<void> {
  await editor.connection.sendNotification("notebookDocument/didOpen", {
    notebookDocument: {
      uri,
      notebookType: "jupyter-notebook",
      version: 1,
      cells: uris.map((document) => ({ kind: 2, document })),
    },
    cellTextDocuments: textDocuments(uris),
  });
}

/** As one that opens each cell as a document. */
async function openCells(editor: ProcessEditor, _uri: string, uris: readonly string[]): Promise<void> {
  for (const { uri, text } of textDocuments(uris)) await editor.open(uri, text);
}

async function hoverOn(editor: ProcessEditor, uri: string, line: number, character: number): Promise<string> {
  for (let tries = 0; tries < 200; tries++) {
    const params = { textDocument: { uri }, position: { line, character } };
    const hover = await editor.connection.sendRequest<Hover | null>("textDocument/hover", params);
    if (hover) return (hover.contents as { value: string }).value;
    await sleep(50);
  }
  return "";
}

const capabilities = {
  ...capableEditor,
  textDocument: { ...capableEditor.textDocument, hover: { contentFormat: ["markdown"] } },
};

test.each([
  ["knows notebooks", openNotebook],
  ["opens cells as documents", openCells],
])("in an editor that %s a cell sees the cells around it and the workspace", async (_what, open) => {
  await using host = await ScriptedHost.start(user);
  host.answers = ["'lion')"];
  await using editor = new ProcessEditor(user);
  const settings = { ...host.settings, hover: { explain: "never" } };
  await editor.initialize({ folder: folder.root, settings, capabilities });
  const notebook = pathToFileURL(folder.path("a.ipynb"));
  const uris = ["W0", "W1", "W2"].map((mark) => `vscode-notebook-cell:${notebook.pathname}#${mark}`);
  await open(editor, notebook.href, uris);
  const [first = "", second = ""] = uris;

  const feed = await hoverOn(editor, second, 0, 9);
  expect(feed).toContain("def feed(animal)");
  expect(feed).toContain(`(${first}#L3)`);
  expect(await hoverOn(editor, first, 3, 13)).toContain("in [zoo.py:1]");

  const [item] = await editor.untilSuggested(second, 0, 12);
  expect(item).toMatchObject({ insertText: "'lion')", range: { start: { line: 0, character: 12 } } });
  const { prompt } = host.asked.at(-1)?.request ?? {};
  const shown = JSON.stringify(prompt);
  expect(shown).toContain("def feed(animal)");
  expect(shown).toContain("print(1)");
  expect(shown).toContain("a.ipynb");
});

test("an action in a cell changes the cells that it has to, each as the document that it is", async () => {
  await using host = await ScriptedHost.start(user);
  await using editor = new ProcessEditor(user);
  const edits: WorkspaceEdit[] = [];
  editor.replies.set("workspace/applyEdit", (params) => {
    edits.push((params as { edit: WorkspaceEdit }).edit);
    return { applied: true };
  });
  await editor.initialize({ folder: folder.root, settings: host.settings, capabilities });
  const notebook = pathToFileURL(folder.path("a.ipynb")).href;
  const uris = [`${notebook}#1`, `${notebook}#2`];
  await editor.connection.sendNotification("notebookDocument/didOpen", {
    notebookDocument: {
      uri: notebook,
      notebookType: "n",
      version: 1,
      cells: uris.map((document) => ({ kind: 2, document })),
    },
    cellTextDocuments: uris.map((uri, at) => {
      return { uri, languageId: "python", version: 7, text: at === 0 ? "import os\n\nx = 1" : "cage(2)" };
    }),
  });
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 4 } };
  const diagnostics = [{ range, message: '"cage" is not defined' }];
  const params = { textDocument: { uri: uris[1] }, range, context: { diagnostics } };
  type Item = { title: string; command: { command: string; arguments: unknown[] } };
  for (let tries = 0; tries < 200 && edits.length === 0; tries++) {
    const menu = (await editor.connection.sendRequest<Item[] | null>("textDocument/codeAction", params)) ?? [];
    const item = menu.find(({ title }) => /Import cage/.test(title));
    if (item) await editor.connection.sendRequest("workspace/executeCommand", item.command);
    await sleep(50);
  }
  expect(edits[0]?.documentChanges).toMatchObject([{ textDocument: { uri: uris[0], version: 7 } }]);
  expect(JSON.stringify(edits[0])).toContain("from zoo import cage");
});
