import { expect, test } from "@jest/globals";
import { CancellationToken, CancellationTokenSource } from "vscode-languageserver/node";
import { inlineCompletion } from "../../server/features/inlineCompletion.ts";
import { Workspace } from "../../server/index/workspace.ts";
import { clientFacts } from "../../server/lsp/capabilities.ts";
import { later, ScriptedEngine } from "../scriptedEngine.ts";
import { sessionAt } from "../session.ts";

function askAt(marked: string, engine: ScriptedEngine, triggerKind: 1 | 2) {
  const { session, cursor } = sessionAt(marked, engine);
  const position = cursor.file.pointAt(cursor.offset);
  const params = { textDocument: { uri: cursor.file.uri }, position, context: { triggerKind } };
  return inlineCompletion(session, params, CancellationToken.None);
}

test("while the user types there is one answer, the likeliest", async () => {
  const engine = new ScriptedEngine("a + b;");
  expect(await askAt("const sum = │", engine, 2)).toHaveLength(1);
  expect(engine.asked.map(({ request }) => request.temperature)).toEqual([0]);
});

test("who asks by hand gets others to choose from, each once", async () => {
  const engine = new ScriptedEngine("a + b;");
  const items = await askAt("const sum = │", engine, 1);
  expect(engine.asked.map(({ request }) => request.temperature)).toEqual([0, 0.5, 0.9]);
  expect(items?.map(({ insertText }) => insertText)).toEqual(["a + b;"]);
});

test("ghost text that replaces the tail of the line covers it", async () => {
  const items = await askAt("call(│)", new ScriptedEngine("a, b);"), 2);
  expect(items?.[0]?.range).toEqual({ start: { line: 0, character: 5 }, end: { line: 0, character: 6 } });
});

test("no suggestion is an empty list, so that the editor hides what it shows", async () => {
  expect(await askAt("const │sum = 1;", new ScriptedEngine("a"), 2)).toEqual([]);
});

test("where ghost text is switched off there is none", async () => {
  const { session, cursor } = sessionAt("const sum = │", new ScriptedEngine("a"));
  const config = { ...session.config, inlineCompletion: { ...session.config.inlineCompletion, enabled: false } };
  const params = { textDocument: { uri: cursor.file.uri }, position: { line: 0, character: 12 } };
  const asked = { ...params, context: { triggerKind: 2 } as const };
  expect(await inlineCompletion({ ...session, config }, asked, CancellationToken.None)).toEqual([]);
});

test("no suggestion is null where an empty list is an error", async () => {
  const { session, cursor } = sessionAt("const │sum = 1;", new ScriptedEngine("a"));
  const client = clientFacts({ processId: null, rootUri: null, clientInfo: { name: "emacs" }, capabilities: {} });
  const params = { textDocument: { uri: cursor.file.uri }, position: { line: 0, character: 6 } };
  const asked = { ...params, context: { triggerKind: 2 } as const };
  expect(await inlineCompletion({ ...session, client }, asked, CancellationToken.None)).toBeNull();
});

test("a request whose place a newer one has taken is null, so that the editor keeps what it shows", async () => {
  const { session, cursor } = sessionAt("const sum = │", new ScriptedEngine("a", later("").piece));
  const params = { textDocument: { uri: cursor.file.uri }, position: { line: 0, character: 12 } };
  const newer = new CancellationTokenSource();
  const answer = inlineCompletion(session, { ...params, context: { triggerKind: 2 } }, newer.token);
  newer.cancel();
  expect(await answer).toBeNull();
});

test("ghost text goes on from the item that is selected in the popup", async () => {
  const engine = new ScriptedEngine("[0];");
  const { session, cursor } = sessionAt("const first = ite│", engine);
  const range = { start: { line: 0, character: 14 }, end: { line: 0, character: 17 } };
  const context = { triggerKind: 2, selectedCompletionInfo: { range, text: "items" } } as const;
  const params = { textDocument: { uri: cursor.file.uri }, position: range.end, context };
  expect(await inlineCompletion(session, params, CancellationToken.None)).toMatchObject([
    { insertText: "items[0];", range },
  ]);
  expect(engine.asked[0]?.prompt).toContain("const first = items");
});

test("a file that looks like it holds secrets is not asked about, and the silence has its reason", async () => {
  const engine = new ScriptedEngine("a");
  const { session } = sessionAt("│", engine);
  const uri = "file:///config/.env";
  const all = new Workspace();
  all.open(uri, "plaintext", 1, "TOKEN=");
  const params = { textDocument: { uri }, position: { line: 0, character: 6 }, context: { triggerKind: 1 as const } };
  const asked = inlineCompletion({ ...session, snapshot: all.snapshot() }, params, CancellationToken.None);
  expect(await asked).toEqual([]);
  expect(session.suggester.last).toMatchObject({ suggestion: null, reason: "secretFile" });
  expect(engine.asked).toEqual([]);
});

test("a language that has no grammar here is completed from what stands in the file", async () => {
  const source = "func add(a int, b int) int {\n\treturn │\n}\n";
  const engine = new ScriptedEngine("a + b\n}");
  const { session, cursor } = sessionAt(source, engine, undefined, "add.go", "go");
  const params = { textDocument: { uri: cursor.file.uri }, position: { line: 1, character: 8 } };
  const items = await inlineCompletion(session, { ...params, context: { triggerKind: 2 } }, CancellationToken.None);
  expect(items?.map(({ insertText }) => insertText)).toEqual(["a + b"]);
});

test("in a line that nobody wrote by hand the model is asked for nothing, not even for others to choose from", async () => {
  const engine = new ScriptedEngine("a");
  expect(await askAt(`const list = [${"1, ".repeat(1000)}│];`, engine, 1)).toEqual([]);
  expect(engine.asked).toEqual([]);
});

test.each([
  ["off", 1, [], "off"],
  ["off", 2, [], "off"],
  ["manual", 2, [], "byHandOnly"],
  ["manual", 1, ["a + b;"], null],
] as const)(
  "with suggestions %s, trigger kind %s has what is asked for, or its reason",
  async (mode, triggerKind, texts, reason) => {
    const engine = new ScriptedEngine("a + b;");
    const { session, cursor } = sessionAt("const sum = │", engine);
    const suggestions = { ...session.config.suggestions, languages: { typescript: mode } };
    const params = { textDocument: { uri: cursor.file.uri }, position: { line: 0, character: 12 } };
    const asked = { ...params, context: { triggerKind } };
    const items = await inlineCompletion(
      { ...session, config: { ...session.config, suggestions } },
      asked,
      CancellationToken.None,
    );
    expect(items?.map(({ insertText }) => insertText)).toEqual(texts);
    expect(session.suggester.last?.reason).toBe(reason);
    if (reason) expect(engine.asked).toEqual([]);
  },
);
