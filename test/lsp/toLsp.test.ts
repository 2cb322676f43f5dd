import { expect, test } from "@jest/globals";
import { CompletionItemKind, InsertTextFormat } from "vscode-languageserver";
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
  expect(inlineItem(insert("range(3):"), cursor("for │ in"), () => 7)).toEqual({
    insertText: "range(3):",
    range: { start: here, end: here },
    command: { title: expect.any(String), command: "hearth.accepted", arguments: [7] },
  });
});

test("behind an item that is selected in the popup ghost text takes that item's place and begins with it", () => {
  const place = cursor("x = ite│");
  expect(inlineItem(insert("[0]"), place, () => 7, { start: 4, end: 7, text: "items" })).toMatchObject({
    insertText: "items[0]",
    range: { start: { line: 0, character: 4 }, end: { line: 0, character: 7 } },
  });
});

test("a popup item's label and filter begin with the word being typed, which it replaces", () => {
  expect(popupItem(insert("et(name)"), cursor("  gre│"), client(true), () => 7)).toMatchObject({
    label: "greet(name)",
    filterText: "greet(name)",
    textEdit: { newText: "greet(name)", range: { start: { line: 0, character: 2 }, end: { line: 0, character: 5 } } },
  });
});

test("multi-line text is a snippet with lines relative to the indentation, where snippets are understood", () => {
  expect(popupItem(insert(" x:\n        y = '$a'\n    z"), cursor("    if│"), client(true), () => 7)).toMatchObject({
    insertTextFormat: InsertTextFormat.Snippet,
    textEdit: { newText: "if x:\n    y = '\\$a'\nz" },
  });
});

const named = (name: string) => clientFacts({ processId: null, rootUri: null, clientInfo: { name }, capabilities: {} });

test("multi-line text is inserted as it is where that is known to work", () => {
  expect(popupItem(insert(" x:\n        y"), cursor("    if│"), named("Eglot"), () => 7)).toMatchObject({
    insertTextFormat: InsertTextFormat.PlainText,
    textEdit: { newText: "if x:\n        y" },
  });
});

test.each(["vim-lsp", "Vim", "an editor of which nothing is known"])("in %s an item has one line", (name) => {
  const item = popupItem({ text: "(a, \n    b)", replaceAfter: 1 }, cursor("call│)"), named(name), () => 7);
  expect(item).toMatchObject({
    label: "call(a,",
    documentation: { value: "call(a," },
    textEdit: { newText: "call(a,", range: { end: { character: 4 } } },
  });
});

test("a block that begins on the next line is no item where an item has one line", () => {
  expect(popupItem(insert("\n    return 1"), cursor("def one():│"), named("vim-lsp"), () => 7)).toBeUndefined();
});

test("an item's documentation is all of it, as code, without the indentation of the place", () => {
  const markdown = clientFacts({
    processId: null,
    rootUri: null,
    capabilities: {
      textDocument: { completion: { completionItem: { documentationFormat: ["markdown"], snippetSupport: true } } },
    },
  });
  expect(popupItem(insert(" x:\n        y"), cursor("    if│"), markdown, () => 7)?.documentation).toEqual({
    kind: "markdown",
    value: "```python\nif x:\n    y\n```",
  });
  const quoted = popupItem(insert("```"), cursor("│"), markdown, () => 7)?.documentation;
  expect(quoted).toMatchObject({ value: "````python\n```\n````" });
});

test("whose item it is stands in its details where the client shows no others", () => {
  const labelled = { ...named("test"), labelDetails: true };
  expect(popupItem(insert("a"), cursor("│"), named("test"), () => 7)).toMatchObject({ detail: "Hearth" });
  const item = popupItem(insert("a"), cursor("│"), labelled, () => 7);
  expect(item).toMatchObject({ labelDetails: { description: "Hearth" } });
  expect(item).not.toHaveProperty("detail");
});

test("taking an item is counted", () => {
  expect(popupItem(insert("a"), cursor("│"), named("test"), () => 7)?.command?.command).toBe("hearth.accepted");
});

test.each(["print", "zzz", "_private", "99", "~"])("an item comes behind one that sorts as %s", (sortText) => {
  const item = popupItem(insert("a"), cursor("│"), client(true), () => 7);
  expect([item?.sortText, sortText].sort()).toEqual([sortText, item?.sortText]);
});

test("an item is a text, also as a snippet: nvim-cmp has snippets first and texts last", () => {
  expect(popupItem(insert(" x:\n  y"), cursor("if│"), client(true), () => 7)?.kind).toBe(CompletionItemKind.Text);
});

test("capabilities of any form are survived", () => {
  const odd = { processId: null, rootUri: null, capabilities: undefined, clientInfo: 7 } as never;
  expect(clientFacts(odd)).toMatchObject({ name: "an editor", snippets: false, progress: false });
});
