import type { Range } from "vscode-languageserver";
import type { Random } from "../../random.ts";
import type { Document, Game } from "./fuzz.ts";
import { type Change, changed } from "./textModel.ts";
import { someDocument, someJunk, someText } from "./texts.ts";

/** Something that an editor does, or should not do. It tells the model what the server's texts become by it. */
export type Move = { readonly name: string; readonly weight: number; readonly play: (game: Game) => void };

const languageIds = ["python", "typescript", "typescriptreact", "rust", "", "plaintext"];

const requests = [
  "textDocument/inlineCompletion",
  "textDocument/completion",
  "textDocument/hover",
  "textDocument/codeAction",
  "workspace/executeCommand",
];

const commands = [
  "hearth.why",
  "hearth.accepted",
  "hearth.traces",
  "hearth.digest",
  "hearth.settled",
  "hearth.act",
  "hearth.explain",
  "no.such",
];

const notifications = [
  "textDocument/didOpen",
  "textDocument/didChange",
  "textDocument/didClose",
  "textDocument/didSave",
  "workspace/didChangeConfiguration",
  "workspace/didChangeWatchedFiles",
  "workspace/didChangeWorkspaceFolders",
  "window/workDoneProgress/cancel",
  "$/setTrace",
  "$/cancelRequest",
  "$/progress",
  "initialized",
];

export const moves: readonly Move[] = [
  { name: "open", weight: 6, play: open },
  { name: "open again", weight: 1, play: openAgain },
  { name: "close", weight: 3, play: close },
  { name: "close what is not open", weight: 1, play: closeUnopened },
  { name: "change", weight: 40, play: change },
  { name: "change what is not open", weight: 1, play: changeUnopened },
  { name: "change wrongly", weight: 3, play: changeWrongly },
  { name: "ask", weight: 20, play: ask },
  { name: "ask and cancel", weight: 6, play: (game) => cancel(game, ask(game)) },
  { name: "cancel anything", weight: 2, play: cancelAnything },
  { name: "ask twice under one id", weight: 1, play: (game) => void ask(game, ask(game)) },
  { name: "ask with junk", weight: 4, play: (game) => void game.request(game.chance.pick(requests), junkParams(game)) },
  { name: "ask for the unknown", weight: 2, play: askUnknown },
  {
    name: "initialize again",
    weight: 0.3,
    play: ({ request, chance }) => void request("initialize", someJunk(chance)),
  },
  { name: "notify with junk", weight: 4, play: notifyJunk },
  { name: "files changed", weight: 2, play: filesChanged },
  { name: "settings", weight: 1, play: settings },
  { name: "answer what was not asked", weight: 1, play: answerUnasked },
  { name: "bytes that are no message", weight: 2, play: badBytes },
  { name: "a large message", weight: 0.1, play: large },
];

function open(game: Game): void {
  const { chance, documents, notify } = game;
  const uri = uriOf(game);
  const document = { text: someDocument(chance), version: chance.below(100) };
  if (documents.size > 12 && !documents.has(uri)) return;
  documents.set(uri, document);
  notify("textDocument/didOpen", { textDocument: { uri, languageId: chance.pick(languageIds), ...document } });
}

/** The newer text counts. */
function openAgain(game: Game): void {
  const [uri] = openDocument(game) ?? [];
  if (uri === undefined) return;
  const document = { text: someDocument(game.chance), version: game.chance.below(100) };
  game.documents.set(uri, document);
  game.notify("textDocument/didOpen", { textDocument: { uri, languageId: "python", ...document } });
}

function close(game: Game): void {
  const [uri] = openDocument(game) ?? [];
  if (uri === undefined) return;
  game.documents.delete(uri);
  notifyOf(game.notify, "didClose", uri);
}

function closeUnopened(game: Game): void {
  const uri = uriOf(game);
  if (!game.documents.has(uri)) notifyOf(game.notify, "didClose", uri);
}

/** One to four changes, each in the coordinates that the one before left; in range and out of it. */
function change(game: Game): void {
  const [uri, document] = openDocument(game) ?? [];
  if (uri === undefined || document === undefined) return;
  const { chance } = game;
  // Versions go up, stay, or go back: the order of messages counts.
  document.version += chance.pick([1, 1, 1, 1, 7, 0, -3]);
  const contentChanges = Array.from({ length: 1 + chance.below(4) }, () => {
    const one = someChange(chance, document.text);
    document.text = changed(document.text, one);
    return one;
  });
  game.notify("textDocument/didChange", { textDocument: { uri, version: document.version }, contentChanges });
}

function someChange(chance: Random, text: string): Change {
  // Of an older protocol, and without meaning in this one.
  const rangeLength = chance.sometimes(0.1) && { rangeLength: chance.pick([0, 7, "x", null]) };
  if (chance.sometimes(0.02)) return { text: someDocument(chance), ...rangeLength };
  const range = chance.sometimes(0.1) ? wildRange(chance) : rangeIn(chance, text);
  return { range, text: someText(chance), ...rangeLength };
}

function rangeIn(chance: Random, text: string): Range {
  const lines = text.slice(0, 2000).split(/\r\n|\r|\n/);
  const start = { line: chance.below(lines.length), character: chance.below(12) };
  if (chance.sometimes(0.6)) return { start, end: start };
  return { start, end: { line: start.line + chance.below(3), character: chance.below(20) } };
}

/** Outside the text, or its end before its start. */
function wildRange(chance: Random): Range {
  const far = () => chance.pick([0, 1, 3, 40, 1000, 2 ** 31 - 1, -1]);
  const start = { line: far(), character: far() };
  return { start, end: { line: chance.sometimes(0.5) ? far() : start.line + chance.below(3), character: far() } };
}

function changeUnopened(game: Game): void {
  const { documents, notify } = game;
  const uri = uriOf(game);
  if (documents.has(uri)) return;
  notify("textDocument/didChange", { textDocument: { uri, version: 3 }, contentChanges: [{ text: "lost" }] });
}

/** All changes of a message or none: one that cannot be applied spoils the message. */
function changeWrongly(game: Game): void {
  const [uri] = openDocument(game) ?? [];
  const { chance } = game;
  const wrong = chance.pick<unknown>([
    { text: 7 },
    { range: {}, text: "x" },
    { range: { start: { line: 0, character: 0 } }, text: "x" },
    { range: { start: { line: 0.5, character: 0 }, end: { line: 0, character: 0 } }, text: "x" },
    { range: null, text: "x" },
    null,
    "x",
  ]);
  game.notify("textDocument/didChange", {
    textDocument: { uri, version: 3 },
    contentChanges: [{ text: "half" }, wrong],
  });
}

function ask(game: Game, id?: Game["ids"][number]) {
  const { chance, documents } = game;
  const uri = documents.size > 0 && chance.sometimes(0.9) ? chance.pick([...documents.keys()]) : uriOf(game);
  const position = { line: chance.below(45), character: chance.below(60) };
  const textDocument = { uri };
  const params: Record<string, unknown> = {
    "textDocument/inlineCompletion": { textDocument, position, context: { triggerKind: 1 + chance.below(2) } },
    "textDocument/completion": { textDocument, position, context: { triggerKind: 1 } },
    "textDocument/hover": { textDocument, position },
    "textDocument/codeAction": { textDocument, range: rangeIn(chance, ""), context: { diagnostics: [] } },
    "workspace/executeCommand": {
      command: chance.pick(commands),
      arguments: chance.pick([[], [someJunk(chance)], [uri]]),
    },
  };
  const method = chance.pick(requests);
  return game.request(method, params[method], id);
}

function cancel({ notify }: Game, id: unknown): void {
  notify("$/cancelRequest", { id });
}

function cancelAnything({ notify, chance, ids }: Game): void {
  const id = chance.pick<unknown>([chance.pick(ids), "never asked", null, {}, -1]);
  notify("$/cancelRequest", chance.sometimes(0.9) ? { id } : someJunk(chance));
}

function junkParams(game: Game): unknown {
  const { chance } = game;
  if (chance.sometimes(0.3)) return someJunk(chance);
  return {
    textDocument: chance.pick([someJunk(chance), { uri: someJunk(chance) }, { uri: uriOf(game) }]),
    position: someJunk(chance),
    context: someJunk(chance),
    command: someJunk(chance),
    arguments: someJunk(chance),
  };
}

function askUnknown({ request, chance }: Game): void {
  request(
    chance.pick(["hearth/nothing", "", "__proto__", "$/hearth", "textDocument/", "x".repeat(10_000)]),
    someJunk(chance),
  );
}

function notifyJunk({ notify, chance }: Game): void {
  const method = chance.pick([...notifications, "hearth/nothing", "__proto__", "$/nothing"]);
  notify(method, someJunk(chance));
}

function filesChanged(game: Game): void {
  const { notify, chance } = game;
  const changes = Array.from({ length: chance.below(20) }, () => ({ uri: uriOf(game), type: 1 + chance.below(3) }));
  notify("workspace/didChangeWatchedFiles", { changes });
}

/** None of them starts another model. */
function settings({ notify, chance }: Game): void {
  const hearth = {
    log: chance.pick(["debug", "info", "error", 7]),
    completion: { budgetMs: chance.pick([10, 50, "slow"]), enabled: chance.sometimes(0.8) },
    inlineCompletion: chance.pick<unknown>([{ enabled: true }, null, [], { maxTokens: 8 }]),
    pinned: chance.pick<unknown>([[], ["../../etc/passwd"], [7]]),
    [chance.pick(["colour", "__proto__", "toString"])]: someJunk(chance),
  };
  notify("workspace/didChangeConfiguration", { settings: { hearth } });
}

function answerUnasked({ raw, chance }: Game): void {
  const id = chance.pick<unknown>([0, "x", 99_999, null]);
  raw(frameOf(JSON.stringify({ jsonrpc: "2.0", id, result: someJunk(chance) })));
}

const badBodies = [
  "{not json",
  '"hi"',
  "null",
  "[]",
  "7",
  '{"hello":"hi"}',
  '{"jsonrpc":"2.0","id":null,"method":"textDocument/hover"}',
  '{"jsonrpc":"2.0","id":{},"method":"textDocument/hover"}',
  '{"jsonrpc":"2.0","method":7}',
  '[{"jsonrpc":"2.0","method":"x"}]',
  "",
];

/** Frames that lie about their length are followed by what they then take, so that it is known where the next begins. */
function badBytes({ raw, chance }: Game): void {
  const body = chance.pick(badBodies);
  const harmless = '{"jsonrpc":"2.0","method":"hearth/nothing"}';
  raw(
    chance.pick([
      frameOf(body),
      frameOf(Buffer.from([0xff, 0xfe, 0xc0, 0x80])),
      "\r\n\r\n",
      "hello there\r\n\r\n",
      "Content-Length: many\r\n\r\n",
      "Content-Length: -7\r\n\r\n",
      "Content-Length: 99999999999999999999\r\n\r\n",
      "Content-Type: text/plain\r\n\r\n",
      `Content-Length: ${harmless.length - 5}\r\n\r\n${harmless}`,
      `Content-Length: ${harmless.length + 7}\r\n\r\n${harmless}       `,
      `Content-Length:\r\n\r\n${harmless}`,
    ]),
  );
}

function large({ chance, documents, notify }: Game): void {
  const uri = "file:///large.py";
  const document = { text: chance.pick(["x", "\n", "(", "a = 1\n"]).repeat(1_000_000), version: 1 };
  documents.set(uri, document);
  notify("textDocument/didOpen", { textDocument: { uri, languageId: "python", ...document } });
  if (chance.sometimes(0.7)) {
    documents.delete(uri);
    notifyOf(notify, "didClose", uri);
  }
}

function openDocument({ documents, chance }: Game): [string, Document] | undefined {
  return documents.size === 0 ? undefined : chance.pick([...documents]);
}

function notifyOf(notify: Game["notify"], method: string, uri: string): void {
  notify(`textDocument/${method}`, { textDocument: { uri } });
}

function uriOf({ chance, home }: Game): string {
  return chance.pick([
    `${home}/a.py`,
    `${home}/b.ts`,
    `${home}/c.tsx`,
    `${home}/deep/d.py`,
    `${home}/../../etc/passwd`,
    `${home}/%2e%2e%2fx.py`,
    `${home}/100%.py`,
    `${home}/%00.py`,
    `${home}/a%20b.py`,
    `${home}/.env`,
    `${home}/${"x".repeat(3000)}.py`,
    `${home}/\u202e\ud83d\ude00.py`,
    "file://elsewhere/share/x.py",
    "untitled:Untitled-1",
    "vscode-notebook-cell:/x#1",
    "git:/project/a.py?ref",
    "",
    "__proto__",
  ]);
}

function frameOf(body: string | Buffer): Buffer {
  const bytes = Buffer.from(body);
  return Buffer.concat([Buffer.from(`Content-Length: ${bytes.length}\r\n\r\n`), bytes]);
}
