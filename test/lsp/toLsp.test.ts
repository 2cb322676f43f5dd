import { expect, test } from "@jest/globals";
import { InsertTextFormat } from "vscode-languageserver";
import { cursorIn } from "../../server/context/cursor.ts";
import { Workspace } from "../../server/index/workspace.ts";
import { clientFacts } from "../../server/lsp/capabilities.ts";
import { inlineItem, popupItem } from "../../server/lsp/toLsp.ts";

function cursor(marked: string) {
  const workspace = new Workspace();
  workspace.open("file:///a.py", "python", 1, marked.replace("│", ""));
  const snapshot = workspace.snapshot();
  const file = snapshot.open.get("file:///a.py");
  if (!file) throw new Error("not open");
  return cursorIn(snapshot, file, marked.indexOf("│"));
}

const insert = (text: string) => ({ text, replaceAfter: 0 });

const client = (snippetSupport: boolean) =>
  clientFacts({
    processId: null,
    rootUri: null,
    capabilities: { textDocument: { completion: { completionItem: { snippetSupport } } } },
  });

test("ghost text is inserted at the cursor and replaces nothing", () => {
  const here = { line: 0, character: 4 };
  expect(inlineItem(insert("range(3):"), cursor("for │ in"))).toEqual({
    insertText: "range(3):",
    range: { start: here, end: here },
    command: { title: expect.any(String), command: "hearth.accepted" },
  });
});

test("a popup item's label and filter begin with the word being typed, which it replaces", () => {
  expect(popupItem(insert("et(name)"), cursor("  gre│"), client(true))).toMatchObject({
    label: "greet(name)",
    filterText: "greet(name)",
    textEdit: { newText: "greet(name)", range: { start: { line: 0, character: 2 }, end: { line: 0, character: 5 } } },
  });
});

test("multi-line text is a snippet with lines relative to the indentation, where snippets are understood", () => {
  expect(popupItem(insert(" x:\n        y = '$a'\n    z"), cursor("    if│"), client(true))).toMatchObject({
    insertTextFormat: InsertTextFormat.Snippet,
    textEdit: { newText: "if x:\n    y = '\\$a'\nz" },
  });
});

test("multi-line text is inserted as it is where snippets are not understood", () => {
  expect(popupItem(insert(" x:\n        y"), cursor("    if│"), client(false))).toMatchObject({
    insertTextFormat: InsertTextFormat.PlainText,
    textEdit: { newText: "if x:\n        y" },
  });
});

test("capabilities of any form are survived", () => {
  const odd = { processId: null, rootUri: null, capabilities: undefined, clientInfo: 7 } as never;
  expect(clientFacts(odd)).toMatchObject({ name: "an editor", snippets: false, progress: false });
});
