import { createHash, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { until } from "../../until.ts";

/** One answer of a server, as it is or as one would not like it to be. */
export type Behaviour = (request: IncomingMessage, response: ServerResponse, server: FileServer) => void;

/** Bytes that pass for a GGUF. */
export function model(bytes = 300_000): Buffer {
  return Buffer.concat([Buffer.from("GGUF"), randomBytes(bytes - 4)]);
}

export const sha256 = (content: Buffer): string => createHash("sha256").update(content).digest("hex");

/** A real HTTP server on this machine that serves one file under every path, and misbehaves as it is told. */
export class FileServer {
  content: Buffer;
  /** For the next requests, in order; after them it behaves. */
  readonly next: Behaviour[] = [];
  readonly requests: { readonly url: string; readonly headers: IncomingMessage["headers"] }[] = [];
  readonly #server: Server;

  private constructor(content: Buffer) {
    this.content = content;
    this.#server = createServer((request, response) => {
      this.requests.push({ url: request.url ?? "", headers: request.headers });
      (this.next.shift() ?? behaves)(request, response, this);
    });
  }

  static async serving(content: Buffer): Promise<FileServer> {
    const server = new FileServer(content);
    await new Promise<void>((resolve) => server.#server.listen(0, "127.0.0.1", resolve));
    return server;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get etag(): string {
    return `"${sha256(this.content).slice(0, 16)}"`;
  }

  /** The ranges that were asked for, request by request. */
  get ranges(): (string | undefined)[] {
    return this.requests.map(({ headers }) => headers.range);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** Ranges, If-Range and ETag as HTTP has them. */
export const behaves: Behaviour = (request, response, server) => {
  const { start, isPart } = asked(request, server);
  if (isPart && start >= server.content.length) {
    response.writeHead(416, { "content-range": `bytes */${server.content.length}` }).end();
    return;
  }
  response.writeHead(isPart ? 206 : 200, headersFrom(start, isPart, server));
  response.end(server.content.subarray(start));
};

/** Sends so many bytes and, when the client has kept what is before that offset or must have, hangs up. */
export const breaksAfter =
  (bytes: number, hasKept?: (offset: number) => boolean): Behaviour =>
  async (request, response, server) => {
    await begin(bytes, request, response, server);
    const offset = asked(request, server).start + bytes;
    if (hasKept) await until(() => hasKept(offset) || response.destroyed);
    else await pause(200);
    response.destroy();
  };

/** Sends so many bytes and then nothing. */
export const stallsAfter =
  (bytes: number): Behaviour =>
  (request, response, server) =>
    void begin(bytes, request, response, server);

export const answers =
  (status: number, headers: Record<string, string> = {}, body: string | Buffer = ""): Behaviour =>
  (_request, response) =>
    void response.writeHead(status, headers).end(body);

export const redirectsTo = (url: string, headers: Record<string, string> = {}): Behaviour =>
  answers(302, { location: url, ...headers });

/** Sends the whole file, whatever was asked for. */
export const ignoresRanges: Behaviour = (_request, response, server) =>
  void response.writeHead(200, headersFrom(0, false, server)).end(server.content);

function begin(bytes: number, request: IncomingMessage, response: ServerResponse, server: FileServer): Promise<void> {
  const { start, isPart } = asked(request, server);
  response.writeHead(isPart ? 206 : 200, headersFrom(start, isPart, server));
  return new Promise((resolve) => response.write(server.content.subarray(start, start + bytes), () => resolve()));
}

function asked({ headers }: IncomingMessage, server: FileServer): { start: number; isPart: boolean } {
  const start = Number(/^bytes=(\d+)-$/.exec(headers.range ?? "")?.[1] ?? 0);
  const ifRange = headers["if-range"];
  const isPart = headers.range !== undefined && (ifRange === undefined || ifRange === server.etag);
  return { start: isPart ? start : 0, isPart };
}

function headersFrom(start: number, isPart: boolean, { content, etag }: FileServer): Record<string, string> {
  const length = { "content-length": String(content.length - start), etag };
  return isPart ? { ...length, "content-range": `bytes ${start}-${content.length - 1}/${content.length}` } : length;
}
