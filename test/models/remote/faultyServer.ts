import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as the server got it. */
export type Heard = { readonly path: string; readonly headers: IncomingMessage["headers"]; readonly body: string };

export type Reply = (response: ServerResponse, heard: Heard) => void;

/** A server that does to each request what a test wants. Paths without a reply are not found. */
export class FaultyServer {
  readonly heard: Heard[] = [];
  readonly #server: Server;
  readonly #replies: Record<string, Reply | Reply[]>;
  #open = 0;

  private constructor(replies: Record<string, Reply | Reply[]>) {
    this.#replies = replies;
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  /** Of a list of replies each serves one request, and the last all others. */
  static async listening(replies: Record<string, Reply | Reply[]>, address = "127.0.0.1"): Promise<FaultyServer> {
    const it = new FaultyServer(replies);
    it.#server.listen(0, address);
    await once(it.#server, "listening");
    return it;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Requests whose client is still there and whose answer has no end. */
  get open(): number {
    return this.#open;
  }

  asked(path: string): Heard[] {
    return this.heard.filter((each) => each.path === path);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.#open++;
    response.once("close", () => this.#open--);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const path = request.url ?? "";
    const heard = { path, headers: request.headers, body: Buffer.concat(chunks).toString() };
    this.heard.push(heard);
    const replies = this.#replies[path];
    const reply = Array.isArray(replies) ? (replies.length > 1 ? replies.shift() : replies[0]) : replies;
    if (reply) reply(response, heard);
    else response.writeHead(404).end();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }
}

export const json =
  (body: unknown, status = 200, headers: Record<string, string> = {}): Reply =>
  (response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
  };

/** Events as they are given, and the end of the stream. */
export const events =
  (...datas: readonly unknown[]): Reply =>
  (response) => {
    begin(response, ...datas);
    response.end();
  };

/** Events, and then nothing, with the connection left open. */
export const stall =
  (...datas: readonly unknown[]): Reply =>
  (response) =>
    begin(response, ...datas);

/** Events, and then a broken connection. */
export const breakOff =
  (...datas: readonly unknown[]): Reply =>
  (response) => {
    begin(response, ...datas);
    setImmediate(() => response.destroy());
  };

/** Takes the request and says nothing at all. */
export const silence: Reply = () => {};

function begin(response: ServerResponse, ...datas: readonly unknown[]): void {
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.flushHeaders();
  for (const data of datas) response.write(`data: ${typeof data === "string" ? data : JSON.stringify(data)}\n\n`);
}

/** An event of `/v1/completions`. */
export const said = (text: string, finish: string | null = null) => ({
  choices: [{ text, finish_reason: finish, logprobs: { token_logprobs: [Math.log(0.5)] } }],
});
