import { expect, test } from "@jest/globals";
import { frame } from "../../server/wrap/frame.ts";
import { Replay } from "../../server/wrap/replay.ts";

const silent = { error: () => {}, info: () => {}, debug: () => {} };
const uri = "file:///a.py";
const open = {
  method: "textDocument/didOpen",
  params: { textDocument: { uri, languageId: "python", version: 1, text: "a = 1\n" } },
};

function replayed(...told: { method: string; params?: unknown }[]) {
  const replay = new Replay(silent);
  for (const message of told) replay.note(frame(message));
  return replay.messages().map(({ message }) => message);
}

test("a new life is told of open documents as they are now", () => {
  const range = { start: { line: 0, character: 4 }, end: { line: 0, character: 5 } };
  const change = { textDocument: { uri, version: 2 }, contentChanges: [{ range, text: "2" }] };
  expect(replayed(open, { method: "textDocument/didChange", params: change })).toEqual([
    {
      method: "textDocument/didOpen",
      params: { textDocument: { uri, languageId: "python", version: 2, text: "a = 2\n" } },
    },
  ]);
});

test("a new life is not told of documents that were closed", () => {
  expect(replayed(open, { method: "textDocument/didClose", params: { textDocument: { uri } } })).toEqual([]);
});

test("a new life is told of initialized first, then of the newest settings, then of documents", () => {
  const settings = (value: number) => ({ method: "workspace/didChangeConfiguration", params: { settings: { value } } });
  const initialized = { method: "initialized", params: {} };
  expect(replayed(initialized, open, settings(1), settings(2))).toEqual([initialized, settings(2), open]);
});

test("a change that is none does not spoil the others", () => {
  expect(replayed(open, { method: "textDocument/didChange", params: { textDocument: { uri } } })).toEqual([open]);
});
