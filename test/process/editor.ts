import { type ChildProcess, spawn } from "node:child_process";
import { pathToFileURL } from "node:url";
import {
  createMessageConnection,
  type InitializeResult,
  type InlineCompletionItem,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { Conversation } from "../conformance/conversation.ts";
import { hearthMain, type TestUser } from "./environment.ts";

/** What an editor announces in these tests, unless a test says otherwise. */
export const usualCapabilities = {
  window: { workDoneProgress: true },
  workspace: { workspaceFolders: true },
  textDocument: { completion: { completionItem: { snippetSupport: true } }, inlineCompletion: {} },
};

/** A document at whose end the embedded model has something to suggest. */
export const unfinished = {
  uri: "file:///project/a.py",
  text: [
    "class Stack:",
    "    def __init__(self, items):",
    "        self.items = items",
    "",
    "    def push(self, item):",
    "        self.items.append(",
  ].join("\n"),
  end: { line: 5, character: 26 },
} as const;

/** How long is waited, at least, for what must come. */
const patienceMs = 20_000;

/** An editor that started the real server process and speaks to it over stdio. */
export class ProcessEditor {
  readonly process: ChildProcess;
  readonly connection: MessageConnection;
  /** Every notification and request of the server, in order. */
  readonly heard: { method: string; params: unknown }[] = [];
  /** What the editor answers to a request of the server; null without it. */
  readonly replies = new Map<string, (params: unknown) => unknown>();
  /** Every byte of the server's stdout. */
  readonly #stdout: Buffer[] = [];
  readonly #exit: Promise<number | null>;
  /** All messages so far, held against the protocol. A server that broke it fails the test at its end. */
  readonly conversation = new Conversation();
  /** What the editor's settings say under `hearth`. */
  settings: unknown = null;
  #version = 1;

  /** `through` is a command that runs the server in circumstances of its own, as `env` does. */
  constructor(
    user: TestUser,
    env: NodeJS.ProcessEnv = {},
    args: readonly string[] = [],
    through: readonly string[] = [],
  ) {
    const [program = "", ...words] = [...through, process.execPath, hearthMain, "--stdio", ...args];
    this.process = spawn(program, words, { env: { ...user.env, ...env }, stdio: "pipe" });
    const { stdin, stdout, stderr } = this.process as ChildProcess & { stdin: NodeJS.WritableStream };
    stdout?.on("data", (chunk: Buffer) => this.#stdout.push(chunk));
    stderr?.resume();
    this.#exit = new Promise((resolve) => this.process.once("exit", resolve));
    const reader = new StreamMessageReader(stdout as NodeJS.ReadableStream);
    reader.partialMessageTimeout = 0; // or its timer outlives a server killed in mid-message
    const writer = new StreamMessageWriter(stdin);
    this.#listenIn(reader, writer);
    this.connection = createMessageConnection(reader, writer);
    this.connection.onNotification((method, params) => void this.heard.push({ method, params }));
    this.connection.onRequest((method, params) => {
      this.heard.push({ method, params });
      const reply = this.replies.get(method);
      if (reply) return reply(params);
      return method === "workspace/configuration" ? [this.settings] : null;
    });
    this.connection.onUnhandledProgress((params) => void this.heard.push({ method: "$/progress", params }));
    this.connection.onError(() => {}); // a server that is killed on purpose closes its pipe
    this.connection.listen();
  }

  /** Every message, as it is on the wire, is part of the conversation. */
  #listenIn(reader: StreamMessageReader, writer: StreamMessageWriter): void {
    const [listen, write] = [reader.listen.bind(reader), writer.write.bind(writer)];
    reader.listen = (heard) =>
      listen((message) => {
        this.conversation.hear("serverToClient", message);
        heard(message);
      });
    writer.write = (message) => {
      this.conversation.hear("clientToServer", JSON.parse(JSON.stringify(message)));
      return write(message);
    };
  }

  async initialize(
    options: { folder?: string; clientInfo?: object; capabilities?: object; settings?: object } = {},
  ): Promise<InitializeResult> {
    const uri = options.folder && pathToFileURL(options.folder).href;
    const result = await this.connection.sendRequest<InitializeResult>("initialize", {
      processId: process.pid,
      clientInfo: options.clientInfo ?? { name: "test" },
      rootUri: uri ?? null,
      workspaceFolders: uri ? [{ uri, name: "folder" }] : null,
      capabilities: options.capabilities ?? usualCapabilities,
      initializationOptions: options.settings,
    });
    await this.connection.sendNotification("initialized", {});
    return result;
  }

  async open(uri: string, text: string, languageId = "python"): Promise<void> {
    await this.connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri, languageId, version: this.#version, text },
    });
  }

  async type(uri: string, line: number, character: number, text: string): Promise<void> {
    const point = { line, character };
    await this.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version: ++this.#version },
      contentChanges: [{ range: { start: point, end: point }, text }],
    });
  }

  /** Asks as an editor does while its user types; by hand the model is asked even if the answer is known. */
  inlineCompletion(uri: string, line: number, character: number, trigger: "typing" | "byHand" = "typing") {
    return this.connection.sendRequest<InlineCompletionItem[] | null>("textDocument/inlineCompletion", {
      textDocument: { uri },
      position: { line, character },
      context: { triggerKind: trigger === "byHand" ? 1 : 2 },
    });
  }

  /** Asks again until there is an answer: the server has nothing while the model is loading. */
  async untilSuggested(...place: Parameters<ProcessEditor["inlineCompletion"]>): Promise<InlineCompletionItem[]> {
    return this.#until("a suggestion", async () => {
      const items = await this.inlineCompletion(...place);
      return items && items.length > 0 ? items : undefined;
    });
  }

  /** Waits until the server has said something that fits. */
  async untilHeard(fits: (message: { method: string; params: unknown }) => boolean): Promise<{ params: unknown }> {
    return this.#until("a message", async () => this.heard.find(fits));
  }

  async #until<T>(what: string, found: () => Promise<T | undefined>): Promise<T> {
    for (let waitedMs = 0; waitedMs < patienceMs; waitedMs += 50) {
      const value = await found();
      if (value !== undefined) return value;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`${what} did not come; the server said:\n${this.said}`);
  }

  /** All the text of messages to the log and to the user. */
  get said(): string {
    const spoken = this.heard.filter(({ method }) => method === "window/logMessage" || method === "window/showMessage");
    return spoken.map(({ params }) => (params as { message: string }).message).join("\n");
  }

  /** All that came on stdout until now. */
  get stdout(): Buffer {
    return Buffer.concat(this.#stdout);
  }

  /** Bytes on stdout that are no message of the base protocol. */
  get noise(): string {
    const { exitCode, signalCode } = this.process;
    let rest = this.stdout.toString("latin1");
    for (;;) {
      const header = /^Content-Length: (\d+)\r\n\r\n/.exec(rest);
      if (!header) return rest;
      const length = Number(header[1]);
      const body = rest.slice(header[0].length, header[0].length + length);
      // A running server's last message may be on its way: its header is written first.
      if (body.length < length && exitCode === null && signalCode === null) return "";
      JSON.parse(body);
      rest = rest.slice(header[0].length + body.length);
    }
  }

  /** Writes bytes as they are, past the protocol library. */
  write(bytes: string | Buffer): void {
    this.conversation.isWhole = false;
    this.process.stdin?.write(bytes);
  }

  exitCode(): Promise<number | null> {
    return this.#exit;
  }

  async shutdown(): Promise<number | null> {
    await this.connection.sendRequest("shutdown");
    await this.connection.sendNotification("exit");
    return this.#exit;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.process.kill("SIGKILL");
    await this.#exit;
    this.connection.dispose();
    const broken = this.conversation.problems.serverToClient;
    if (broken.length > 0) throw new Error(`the server broke the protocol:\n${broken.join("\n")}`);
  }
}
