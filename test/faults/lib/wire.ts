import { type ChildProcess, spawn } from "node:child_process";
import type { Id, Message } from "../../../server/wrap/frame.ts";
import { hearthMain } from "../../process/environment.ts";

export type { Id, Message };

const header = /^Content-Length: (\d+)\r\n\r\n/;
const longestHeader = 40;

/** The real server process at the other end of bytes: nothing between it and what a test wants to send. */
export class Wire {
  readonly process: ChildProcess;
  /** How often each id was answered, and with what last. */
  readonly answers = new Map<Id, { count: number; last: Message }>();
  /** All answers so far. */
  answered = 0;
  stderr = "";
  #noise = "";
  readonly exit: Promise<string>;
  #rest: Buffer = Buffer.alloc(0);
  readonly #heard: (message: Message) => void;

  /** `heard` gets every notification and request of the server. */
  constructor(env: NodeJS.ProcessEnv, heard: (message: Message) => void) {
    this.#heard = heard;
    this.process = spawn(process.execPath, [hearthMain, "--stdio"], { env, stdio: "pipe" });
    this.process.stdout?.on("data", (chunk: Buffer) => this.#read(chunk));
    this.process.stderr?.on("data", (chunk: Buffer) => {
      this.stderr += chunk;
    });
    this.process.stdin?.on("error", () => {}); // a server that has ended reads no more; its exit says so
    this.exit = new Promise((resolve) =>
      this.process.once("exit", (code, signal) => resolve(signal ?? `code ${code}`)),
    );
  }

  /** Bytes on stdout that are no message of the base protocol; ask when the server is quiet. */
  get noise(): string {
    return this.#noise + this.#rest.toString("latin1");
  }

  send(message: object): void {
    this.write(framed(JSON.stringify({ jsonrpc: "2.0", ...message })));
  }

  write(bytes: string | Buffer): void {
    this.process.stdin?.write(bytes);
  }

  /** The answer to a request; rejects when the server ends before it. */
  async ask(id: Id, method: string, params?: unknown): Promise<Message> {
    this.send({ id, method, params });
    await this.until(() => this.answers.has(id));
    return (this.answers.get(id) as { last: Message }).last;
  }

  /** Waits for something, as long as the server lives and at most `limitMs`. */
  async until(done: () => boolean, limitMs = 60_000): Promise<void> {
    for (let waitedMs = 0; !done(); waitedMs += 5) {
      const ended = this.process.exitCode ?? this.process.signalCode;
      if (ended !== null) throw new Error(`the server ended with ${ended}:\n${this.stderr.slice(-4000)}`);
      if (waitedMs > limitMs) throw new Error(`nothing came in ${limitMs} ms:\n${this.stderr.slice(-4000)}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.process.kill("SIGKILL");
    await this.exit;
  }

  #read(chunk: Buffer): void {
    this.#rest = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    while (this.#rest.length > 0) {
      const found = header.exec(this.#rest.toString("latin1", 0, longestHeader));
      if (!found) {
        if (this.#rest.length < longestHeader) return;
        this.#noise += this.#rest.toString("latin1");
        this.#rest = Buffer.alloc(0);
        return;
      }
      const end = found[0].length + Number(found[1]);
      if (this.#rest.length < end) return;
      this.#take(this.#rest.toString("utf8", found[0].length, end));
      this.#rest = this.#rest.subarray(end);
    }
  }

  #take(body: string): void {
    const message: Message = JSON.parse(body);
    if (message.method !== undefined) this.#heard(message);
    else if (message.id !== undefined && message.id !== null) {
      this.answered++;
      const before = this.answers.get(message.id)?.count ?? 0;
      this.answers.set(message.id, { count: before + 1, last: message });
    }
  }
}

/** A body as a frame of the base protocol. */
export function framed(body: string | Buffer): Buffer {
  const bytes = Buffer.from(body);
  return Buffer.concat([Buffer.from(`Content-Length: ${bytes.length}\r\n\r\n`), bytes]);
}
