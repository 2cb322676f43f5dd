import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { admission } from "./admission.ts";
import type { ViewFeed } from "./feed.ts";
import { type PageFile, pageFiles, pageHeaders } from "./pageFiles.ts";

/** A page that lets so much lie is asleep; it asks again when it wakes. */
const mostUnreadBytes = 16_000_000;
const mostConnections = 32;
/** A page that is gone without a word is found out by that. */
const heartbeatMs = 15_000;

/** Shows the page on loopback, to whoever knows the token. */
export class ViewServer {
  readonly #token: string;
  readonly #feed: ViewFeed;
  readonly #files = pageFiles();
  readonly #server: Server;
  #port = 0;

  constructor(token: string, feed: ViewFeed) {
    this.#token = token;
    this.#feed = feed;
    this.#server = createServer((request, response) => this.#answer(request, response));
    this.#server.maxConnections = mostConnections;
  }

  /** Resolves to the page's address. Throws what the system says. */
  async listen(): Promise<string> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    this.#port = (this.#server.address() as AddressInfo).port;
    return `http://127.0.0.1:${this.#port}/${this.#token}/`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const admitted = admission(request, { port: this.#port, token: this.#token });
    const file = "refused" in admitted ? undefined : this.#files.get(admitted.path);
    if ("refused" in admitted) refuse(response, admitted.refused);
    else if (admitted.path === "events") this.#stream(response);
    else if (file) send(response, file);
    else refuse(response, 404);
  }

  /** Server-sent events, as long as the page is open. */
  #stream(response: ServerResponse): void {
    response.writeHead(200, { ...pageHeaders, "content-type": "text/event-stream; charset=utf-8" });
    const heartbeat = setInterval(() => response.write(":\n\n"), heartbeatMs);
    const leave = this.#feed.join((name, data) => {
      if (response.writableLength > mostUnreadBytes) response.destroy();
      else response.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
    });
    response.once("close", () => {
      clearInterval(heartbeat);
      leave();
    });
  }
}

function send(response: ServerResponse, { type, bytes }: PageFile): void {
  response.writeHead(200, { ...pageHeaders, "content-type": type, "content-length": bytes.length }).end(bytes);
}

function refuse(response: ServerResponse, status: 403 | 404 | 405): void {
  // What is left of the request is not read, so nothing else can come on this connection.
  const headers = { ...pageHeaders, connection: "close", ...(status === 405 && { allow: "GET" }) };
  response.writeHead(status, headers).end();
}
