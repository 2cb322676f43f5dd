import { expect, test } from "@jest/globals";
import { Conversation } from "./conversation.ts";
import { paramsProblems, resultProblems } from "./metaModel.ts";

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
