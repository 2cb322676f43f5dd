import { pathToFileURL } from "node:url";
import { Random, randomFrom } from "../../random.ts";
import { type Id, type Message, Wire } from "../lib/wire.ts";
import { moves } from "./moves.ts";

export type Document = { text: string; version: number };

/** What a move has to play with: the open documents as they should be, and ways to reach the server. */
export type Game = {
  readonly chance: Random;
  /** URI of the workspace folder. */
  readonly home: string;
  readonly documents: Map<string, Document>;
  readonly ids: Id[];
  readonly notify: (method: string, params?: unknown) => void;
  /** Returns the request's id, which is a new one unless it is given. */
  readonly request: (method: string, params?: unknown, id?: Id) => Id;
  /** Bytes past all rules. They must end where a message may begin. */
  readonly raw: (bytes: string | Buffer) => void;
};

export type FuzzReport = {
  readonly messages: number;
  readonly requests: number;
  readonly unanswered: readonly Id[];
  readonly answeredTwice: readonly Id[];
  readonly noise: string;
  /** Documents whose text in the server is not the model's. */
  readonly different: readonly string[];
  readonly documents: number;
  /** What no boundary caught. */
  readonly uncaught: readonly string[];
  /** How the server left after shutdown and exit. */
  readonly exit: string;
  readonly byMove: Readonly<Record<string, number>>;
};

/** Messages are written this many at a time, then the server may answer. */
const burst = 40;
const mostOpenRequests = 200;

/** Plays random moves against a real server. The same seed gives the same messages. */
export async function fuzz(
  env: NodeJS.ProcessEnv,
  options: { readonly seed: number; readonly messages: number; readonly folder: string; readonly settings: object },
  digestOf: (text: string) => string,
): Promise<FuzzReport> {
  const chance = new Random(randomFrom(options.seed));
  const documents = new Map<string, Document>();
  const sent = new Map<Id, number>();
  const byMove: Record<string, number> = {};
  const home = pathToFileURL(options.folder).href;
  // What the server asks comes at its own times: its answers must not disturb what is sent.
  const replies = new Random(randomFrom(options.seed + 1));
  await using wire = new Wire(env, (message) => reply(wire, replies, message));
  let messages = 0;
  let requests = 0;
  const write = (bytes: string | Buffer) => {
    messages++;
    const cut = chance.sometimes(0.1) ? chance.below(bytes.length) : 0;
    wire.write(bytes.slice(0, cut));
    wire.write(bytes.slice(cut));
  };
  const game: Game = {
    chance,
    home,
    documents,
    ids: [],
    notify: (method, params) => write(frame({ method, params }, chance)),
    request: (method, params, id = nextId(chance, ++requests)) => {
      sent.set(id, (sent.get(id) ?? 0) + 1);
      game.ids.push(id);
      write(frame({ id, method, params }, chance));
      return id;
    },
    raw: write,
  };
  const open = () =>
    [...sent].filter(([id, count]) => (wire.answers.get(id)?.count ?? 0) < Math.min(count, 1)).map(([id]) => id);

  const workspaceFolders = [{ uri: home, name: "fuzzed" }];
  const { capabilities, processId } = { capabilities: everything, processId: process.pid };
  await wire.ask("first", "initialize", {
    processId,
    capabilities,
    workspaceFolders,
    initializationOptions: options.settings,
  });
  wire.send({ method: "initialized", params: {} });
  while (messages < options.messages) {
    const move = chance.weighted(moves);
    byMove[move.name] = (byMove[move.name] ?? 0) + 1;
    move.play(game);
    if (messages % burst === 0) await new Promise((resolve) => setImmediate(resolve));
    await wire.until(() => game.ids.length - wire.answered < mostOpenRequests);
  }
  await wire.until(() => open().length === 0).catch(() => {}); // the report says which
  const unanswered = open();
  const different = await differences(wire, documents, digestOf);
  await wire.ask("last", "shutdown");
  const { error } = await wire.ask("late", "textDocument/hover", {});
  wire.send({ method: "exit" });
  const exit = await wire.exit;
  return {
    messages,
    requests: [...sent.values()].reduce((sum, count) => sum + count, 0),
    unanswered: [...unanswered, ...(error ? [] : ["late"])],
    answeredTwice: [...sent].filter(([id, count]) => (wire.answers.get(id)?.count ?? 0) > count).map(([id]) => id),
    noise: wire.noise,
    different,
    documents: documents.size,
    uncaught: wire.stderr.match(/^hearth error: not caught.*\n.*$/gm) ?? [],
    exit,
    byMove,
  };
}

const everything = {
  window: { workDoneProgress: true },
  workspace: {
    workspaceFolders: true,
    configuration: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
  },
};

async function differences(
  wire: Wire,
  documents: ReadonlyMap<string, Document>,
  digestOf: (text: string) => string,
): Promise<string[]> {
  const different: string[] = [];
  for (const [uri, { text, version }] of documents) {
    const id = `digest of ${uri}`;
    const { result } = await wire.ask(id, "workspace/executeCommand", { command: "hearth.digest", arguments: [uri] });
    const expected = { version, length: text.length, sha256: digestOf(text) };
    if (JSON.stringify(result) !== JSON.stringify(expected)) different.push(`${uri}: ${JSON.stringify(result)}`);
  }
  return different;
}

/** Editors answer what the server asks in many ways, or never. */
function reply(wire: Wire, chance: Random, { id, method }: Message): void {
  if (id === undefined || id === null) return;
  const answers = [
    { id, result: null },
    { id, error: { code: -32601, message: "no" } },
    { id, result: method === "workspace/configuration" ? [null] : null },
    { id: "never asked", result: 7 },
    { id, result: [[[]]] },
  ];
  if (chance.sometimes(0.9)) wire.send(chance.pick(answers));
  if (chance.sometimes(0.1)) wire.send(chance.pick(answers));
}

function nextId(chance: Random, count: number): Id {
  return chance.pick<Id>([count, `id ${count}`, -count, count + 0.5, `${count}`, `\u2028${count}`]);
}

/** A message as a frame, its header written in one of the ways that are allowed. */
function frame(message: object, chance: Random): Buffer {
  const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
  const length = `Content-Length: ${body.length}`;
  const type = "Content-Type: application/vscode-jsonrpc; charset=utf-8";
  const headers = chance.pick([
    [length],
    [length],
    [length, type],
    [`content-length:${body.length}`],
    [`CONTENT-LENGTH:   ${body.length}`],
  ]);
  return Buffer.concat([Buffer.from(`${headers.join("\r\n")}\r\n\r\n`), body]);
}
