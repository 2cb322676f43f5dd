import { lookup } from "node:dns";
import type { LookupFunction } from "node:net";
import { Agent, type Dispatcher, EnvHttpProxyAgent, request } from "undici";
import { EngineUnavailable } from "../engine.ts";
import { type Address, isPrivate } from "./address.ts";
import { serverEvents } from "./events.ts";
import { type Refusal, retryAfterMs } from "./retry.ts";

export type HttpLimits = {
  readonly connectMs: number;
  /** Until a server says anything: it may have others to serve and a long prompt to read. */
  readonly firstByteMs: number;
  /** Between two pieces of an answer. */
  readonly stallMs: number;
};

export const usualLimits: HttpLimits = { connectMs: 5000, firstByteMs: 60_000, stallMs: 60_000 };

/** Enough for parallel requests; a server's other clients want connections too. */
const mostConnections = 8;

/** What is read of an error's body or of a description. */
const longestBodyBytes = 4_000_000;

/** A server did not take a request; `detail` is what it said, `body` all of it. */
export class Refused extends Error {
  readonly refusal: Refusal;
  readonly body: unknown;

  constructor(refusal: Refusal, detail: string, body: unknown = null) {
    super(detail);
    this.refusal = refusal;
    this.body = body;
  }
}

/** One server, asked over HTTP. Redirects are not followed: they would take code and key to somebody else. */
export class Http {
  readonly #address: Address;
  readonly #headers: () => Promise<Record<string, string>>;
  readonly #dispatcher: Dispatcher;

  /** `headers` is asked before each request. */
  constructor(address: Address, headers: () => Promise<Record<string, string>>, limits = usualLimits) {
    this.#address = address;
    this.#headers = headers;
    this.#dispatcher = dispatcher(address, limits);
  }

  /** A whole answer as JSON; without `body` it is a GET. Throws Refused, EngineUnavailable. */
  async json(path: string, signal: AbortSignal, body?: object): Promise<unknown> {
    const answer = await this.#send(path, signal, body);
    const text = await bodyText(answer.body);
    try {
      return JSON.parse(text);
    } catch {
      throw new EngineUnavailable(`${path} was answered with something that is no JSON`);
    }
  }

  /** The data of the events of an answer. Ending the iteration closes the connection. Throws as `json` does. */
  async *events(path: string, signal: AbortSignal, body: object): AsyncGenerator<string> {
    const answer = await this.#send(path, signal, body);
    const type = String(answer.headers["content-type"] ?? "nothing");
    if (!type.startsWith("text/event-stream")) {
      answer.body.on("error", () => {}).destroy(); // nobody reads it, so nobody misses its end
      throw new EngineUnavailable(`${path} was answered with ${type}, not with a stream of events`);
    }
    try {
      yield* serverEvents(answer.body);
    } catch (error) {
      throw connectionError(error);
    }
  }

  dispose(): void {
    this.#dispatcher.destroy().catch(() => {}); // what was under way is told by its own error
  }

  async #send(path: string, signal: AbortSignal, body: object | undefined): Promise<Dispatcher.ResponseData> {
    const headers = { "content-type": "application/json", ...(await this.#headers()) };
    const answer = await request(`${this.#address.base}${path}`, {
      dispatcher: this.#dispatcher,
      method: body ? "POST" : "GET",
      headers,
      signal,
      ...(body ? { body: JSON.stringify(body) } : {}),
    }).catch((error) => {
      throw connectionError(error);
    });
    if (answer.statusCode >= 200 && answer.statusCode < 300) return answer;
    throw await refused(answer);
  }
}

/** Plain HTTP stays in the private network, never by way of a proxy; what is encrypted may take the user's proxy. */
function dispatcher({ isLoopback, isPlain }: Address, { connectMs, firstByteMs, stallMs }: HttpLimits): Dispatcher {
  const limits = { headersTimeout: firstByteMs, bodyTimeout: stallMs, connections: mostConnections };
  if (isPlain || isLoopback) {
    return new Agent({ ...limits, connect: { timeout: connectMs, ...(isPlain ? { lookup: privateLookup } : {}) } });
  }
  return new EnvHttpProxyAgent({ ...limits, connect: { timeout: connectMs } });
}

/** A name that leads out of the private network is not connected to without encryption. */
const privateLookup: LookupFunction = (host, options, callback) => {
  lookup(host, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, []);
    const inside = addresses.filter(({ address }) => isPrivate(address));
    const outside = new EngineUnavailable(`${host} is not in a private network; its url must begin with https://`);
    if (inside.length === 0) return callback(outside, []);
    if (options.all) return callback(null, inside);
    callback(null, inside[0]?.address ?? "", inside[0]?.family);
  });
};

async function refused({ statusCode: status, headers, body }: Dispatcher.ResponseData): Promise<Refused> {
  const text = await bodyText(body).catch(() => ""); // a broken body says nothing
  const retryHeader = headers["retry-after"];
  const waitMs = retryAfterMs(Array.isArray(retryHeader) ? retryHeader[0] : retryHeader, Date.now());
  const parsed = json(text);
  const redirect = status >= 300 && status < 400 ? `it redirects to ${origin(headers.location)}` : undefined;
  return new Refused({ kind: "status", status, retryAfterMs: waitMs }, redirect ?? messageIn(parsed), parsed);
}

function origin(location: string | string[] | undefined): string {
  const url = String(location);
  return URL.canParse(url) ? new URL(url).origin : "another path";
}

/** OpenAI's and Anthropic's `{error: {message}}`, and simpler ones. */
export function messageIn(body: unknown): string {
  const { error, message, detail } = (body ?? {}) as Record<string, unknown>;
  const inner = (error as { message?: unknown } | undefined)?.message;
  const found = [inner, message, error, detail].find((each) => typeof each === "string");
  return String(found ?? "").replace(/\s+/g, " ");
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // an error page of something on the way
  }
}

async function bodyText(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > longestBodyBytes) throw new EngineUnavailable("its answer is far too long");
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** What undici and the sockets throw, by their code. Of several addresses tried the first error speaks. */
function connectionError(error: unknown): unknown {
  if (error instanceof EngineUnavailable || error instanceof Refused) return error;
  const { code, errors, name } = error as { code?: string; errors?: { code?: string }[]; name?: string };
  if (name === "AbortError" || code === "UND_ERR_ABORTED") return error;
  const known = code ?? errors?.[0]?.code;
  return known ? new Refused({ kind: "connection", code: known }, String((error as Error).message)) : error;
}
