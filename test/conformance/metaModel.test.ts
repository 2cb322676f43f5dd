import { expect, test } from "@jest/globals";
import { Conversation } from "./conversation.ts";
import { methods, paramsProblems, resultProblems, unreadParts } from "./metaModel.ts";

const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };

test.each([
  ["nothing", { label: "a", kind: 1, textEdit: { range, newText: "b" } }, []],
  ["an unknown property", { label: "a", score_offset: -3 }, ["score_offset is unknown"]],
  ["a missing property", { kind: 1 }, ["label is missing"]],
  ["an ill-typed property", { label: "a", sortText: 1 }, ["sortText is no string"]],
  ["an unknown kind", { label: "a", kind: 99 }, ["kind is no CompletionItemKind"]],
  [
    "a negative line",
    { label: "a", textEdit: { newText: "", range: { ...range, start: { line: -1, character: 0 } } } },
    ["textEdit.range.start.line is no uinteger"],
  ],
])("of a popup's item %s is found", (_what, item, expected) => {
  const list = resultProblems("textDocument/completion", { isIncomplete: true, items: [item] });
  expect(list.map((problem) => problem.replace(/^.*items\[0\]\./, ""))).toEqual(expected);
});

test("what only a server may ask is found where a client asks it", () => {
  const params = { edit: {} };
  expect(paramsProblems("request", "serverToClient", "workspace/applyEdit", params)).toEqual([]);
  expect(paramsProblems("request", "clientToServer", "workspace/applyEdit", params)).toHaveLength(1);
});

test("a request that does not exist is found", () => {
  expect(paramsProblems("request", "serverToClient", "workspace/doIt", {})).toEqual([
    "there is no request workspace/doIt",
  ]);
});

test("an answer is held against the result of what was asked", () => {
  const conversation = new Conversation();
  const params = { textDocument: { uri: "file:///a" }, position: range.start };
  conversation.hear("clientToServer", { jsonrpc: "2.0", id: 1, method: "textDocument/hover", params });
  conversation.hear("serverToClient", { jsonrpc: "2.0", id: 1, result: { contents: 7 } });
  conversation.hear("serverToClient", { jsonrpc: "2.0", id: 2, result: null });
  expect(conversation.problems.clientToServer).toEqual([]);
  expect(conversation.problems.serverToClient).toHaveLength(2);
});

const place = { textDocument: { uri: "file:///a" }, position: range.start };

test.each([
  ["a request's place", "textDocument/hover", { textDocument: place.textDocument }, ["position is missing"]],
  ["a request's token", "textDocument/hover", { ...place, workDoneToken: true }, ["workDoneToken is no integer"]],
  ["a part of an intersection", "textDocument/inlineCompletion", place, ["context is missing"]],
  [
    "an unknown part of an intersection",
    "textDocument/inlineCompletion",
    { ...place, context: { triggerKind: 1 }, trigger: 1 },
    ["trigger is unknown"],
  ],
])("%s is held against what its declaration inherits", (_what, method, params, expected) => {
  const found = paramsProblems("request", "clientToServer", method, params);
  expect(found.map((problem) => problem.replace(`${method}.`, ""))).toEqual(expected);
});

test("where names are free, what stands under them is still held against the declaration", () => {
  const edit = (changes: object) =>
    paramsProblems("request", "serverToClient", "workspace/applyEdit", { edit: { changes } });
  expect(edit({ "file:///a": [{ range, newText: "b" }] })).toEqual([]);
  expect(edit({ "file:///a": [{ range }] })).toEqual([
    "workspace/applyEdit.edit.changes.file:///a[0].newText is missing",
  ]);
});

test("an answer to initialize holds nothing of our own", () => {
  const answer = { capabilities: { hoverProvider: true }, serverInfo: { name: "hearth" } };
  expect(resultProblems("initialize", answer)).toEqual([]);
  expect(resultProblems("initialize", { ...answer, models: [] })).toEqual([
    "the result of initialize.models is unknown",
  ]);
});

test("a cancelled request has to be named", () => {
  const cancel = (params: object) => paramsProblems("notification", "clientToServer", "$/cancelRequest", params);
  expect(cancel({ id: 1 })).toEqual([]);
  expect(cancel({})).toEqual(["$/cancelRequest.id is missing"]);
});

const used = {
  request: [
    "client/registerCapability",
    "completionItem/resolve",
    "codeAction/resolve",
    "initialize",
    "shutdown",
    "textDocument/codeAction",
    "textDocument/completion",
    "textDocument/hover",
    "textDocument/inlineCompletion",
    "window/showDocument",
    "window/showMessageRequest",
    "window/workDoneProgress/create",
    "workspace/applyEdit",
    "workspace/configuration",
    "workspace/executeCommand",
  ],
  notification: [
    "$/cancelRequest",
    "exit",
    "initialized",
    "notebookDocument/didChange",
    "notebookDocument/didClose",
    "notebookDocument/didOpen",
    "textDocument/didChange",
    "textDocument/didClose",
    "textDocument/didOpen",
    "textDocument/didSave",
    "textDocument/publishDiagnostics",
    "window/logMessage",
    "window/showMessage",
    "workspace/didChangeConfiguration",
    "workspace/didChangeWatchedFiles",
    "workspace/didChangeWorkspaceFolders",
  ],
} as const;

test.each(["request", "notification"] as const)("what is declared of every %s is read in full", (what) => {
  expect(methods(what)).toEqual(expect.arrayContaining([...used[what]]));
  expect(methods(what).filter((method) => unreadParts(what, method).length > 0)).toEqual([]);
});
