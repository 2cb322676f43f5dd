import { expect, test } from "@jest/globals";
import type { CompletionItem, ServerCapabilities } from "vscode-languageserver";
import { makeLog } from "../../base/log.ts";
import { EditorRequests } from "../../server/wrap/editorRequests.ts";
import { EditorState } from "../../server/wrap/editorState.ts";
import { type Frame, frame, type Message } from "../../server/wrap/frame.ts";
import { marked } from "../../server/wrap/marker.ts";
import { routeNotification } from "../../server/wrap/notifications.ts";
import type { Pair } from "../../server/wrap/pair.ts";
import { Peer } from "../../server/wrap/peer.ts";
import { Replay } from "../../server/wrap/replay.ts";
import { routeRequest } from "../../server/wrap/requests.ts";

const log = makeLog(
  () => "debug",
  () => {},
);

/** An editor with two servers that hear everything and answer nothing, and what each of the three was told. */
function servers(offers: { ours?: ServerCapabilities; theirs?: ServerCapabilities } = {}, absence?: string) {
  const [ours, theirs, editor]: [Message[], Message[], Message[]] = [[], [], []];
  const listening = (heard: Message[]) => new Peer(({ message }: Frame) => heard.push(message));
  const pair: Pair = {
    ours: listening(ours),
    theirs: {
      peer: absence === undefined ? listening(theirs) : undefined,
      absence,
      initialize: async (request) => request,
      shutdown: async () => {},
      exit: async () => {},
    },
    offers: { ours: offers.ours ?? {}, theirs: offers.theirs ?? {} },
    editorRequests: new EditorRequests(),
    ourProgress: new Set(["hearth's"]),
    replay: new Replay(log),
    traces: new EditorState(),
    toEditor: ({ message }) => editor.push(message),
    log,
  };
  return { pair, ours, theirs, editor };
}

const request = (method: string, params: unknown = {}) => frame({ id: 1, method, params });

test("a request of which we know nothing is the other server's alone", () => {
  const { pair, ours, theirs } = servers();
  routeRequest(pair, request("textDocument/definition"));
  expect([ours.length, theirs.length]).toEqual([0, 1]);
});

test.each(["toString", "__proto__"])("a method called %s is no more than that", (method) => {
  const { pair, theirs } = servers();
  routeRequest(pair, request(method));
  routeNotification(pair, frame({ method }));
  expect(theirs.map((message) => message.method)).toEqual([method, method]);
});

test("while the other server is gone it is said why", () => {
  const { pair, editor } = servers({}, "pyright is being started again");
  routeRequest(pair, request("textDocument/definition"));
  expect(editor).toMatchObject([{ id: 1, error: { message: "pyright is being started again" } }]);
});

test.each([
  ["hearth.why", 1, 0],
  ["pyright.organizeimports", 0, 1],
])("the command %s goes to whom it belongs", (command, toUs, toThem) => {
  const { pair, ours, theirs } = servers();
  routeRequest(pair, request("workspace/executeCommand", { command }));
  expect([ours.length, theirs.length]).toEqual([toUs, toThem]);
});

test.each([
  ["hearth.nextEditAccepted", 1, 0],
  ["pyright.organizeimports", 0, 1],
])("the command %s goes to whom it belongs as a notification too", (command, toUs, toThem) => {
  const { pair, ours, theirs } = servers();
  routeNotification(pair, frame({ method: "workspace/executeCommand", params: { command } }));
  expect([ours.length, theirs.length]).toEqual([toUs, toThem]);
});

test.each([null, {}, { command: 1 }])("a command of the form %j is the other server's to refuse", (params) => {
  const { pair, ours, theirs } = servers();
  routeRequest(pair, request("workspace/executeCommand", params));
  expect([ours.length, theirs.length]).toEqual([0, 1]);
});

test("next edits are asked of us alone", () => {
  const { pair, ours, theirs } = servers();
  routeRequest(pair, request("textDocument/copilotInlineEdit"));
  expect([ours.length, theirs.length]).toEqual([1, 0]);
});

test("an item goes back to whoever made it, and stays as it is where that cannot complete it further", () => {
  const item: CompletionItem = { label: "area" };
  const { pair, theirs, ours, editor } = servers({ theirs: { completionProvider: { resolveProvider: true } } });
  routeRequest(pair, request("completionItem/resolve", item));
  expect(theirs).toMatchObject([{ params: item }]);
  routeRequest(pair, request("completionItem/resolve", marked(item)));
  expect(ours).toEqual([]);
  expect(editor).toEqual([{ id: 1, result: marked(item) }]);
});

test("a hover is asked of both where both have one, else of who has", () => {
  const both = servers({ ours: { hoverProvider: true }, theirs: { hoverProvider: true } });
  routeRequest(both.pair, request("textDocument/hover"));
  expect([both.ours.length, both.theirs.length]).toEqual([1, 1]);
  const one = servers({ ours: { hoverProvider: true } });
  routeRequest(one.pair, request("textDocument/hover"));
  expect([one.ours.length, one.theirs.length]).toEqual([1, 0]);
});

test("a cancellation reaches only who owes the answer", () => {
  const { pair, ours, theirs } = servers();
  routeRequest(pair, request("textDocument/inlineCompletion"));
  routeNotification(pair, frame({ method: "$/cancelRequest", params: { id: 1 } }));
  expect(ours.map(({ method }) => method)).toEqual(["textDocument/inlineCompletion", "$/cancelRequest"]);
  expect(theirs).toEqual([]);
});

test("a progress is cancelled by whoever reports it", () => {
  const { pair, ours, theirs } = servers();
  for (const token of ["hearth's", "theirs"]) {
    routeNotification(pair, frame({ method: "window/workDoneProgress/cancel", params: { token } }));
  }
  expect(ours).toMatchObject([{ params: { token: "hearth's" } }]);
  expect(theirs).toMatchObject([{ params: { token: "theirs" } }]);
});

test("the other server hears of documents what it asked for, and we hear of nothing that concerns it alone", () => {
  const { pair, ours, theirs } = servers();
  routeNotification(pair, frame({ method: "textDocument/didClose", params: { textDocument: { uri: "file:///a" } } }));
  routeNotification(pair, frame({ method: "textDocument/didSave", params: {} }));
  expect(ours.map(({ method }) => method)).toEqual(["textDocument/didClose"]);
  expect(theirs.map(({ method }) => method)).toEqual(["textDocument/didSave"]);
});
