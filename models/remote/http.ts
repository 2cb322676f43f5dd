import { EngineUnavailable } from "../engine.ts";
import type { Address } from "./address.ts";
import { bodyText } from "./bodyText.ts";
import { serverEvents } from "./events.ts";
import { type RemoteLimits, usualLimits } from "./limits.ts";
import { connectionError, readRefused } from "./refused.ts";
import type { Response, Transport } from "./transport.ts";

/** One server, asked over HTTP. Redirects are not followed: they would take code and key to somebody else. */
export class RemoteHttp {
  readonly #address: Address;
  readonly #headers: () => Promise<Record<string, string>>;
  readonly #limits: RemoteLimits;
  #transport: Promise<Transport> | undefined;

  /** `headers` is asked before each request. */
  constructor(address: Address, headers: () => Promise<Record<string, string>>, limits = usualLimits) {
    this.#address = address;
    this.#headers = headers;
    this.#limits = limits;
  }

  /** A whole answer as JSON; without `body` it is a GET. Throws Refused, EngineUnavailable. */
  async json(path: string, signal: AbortSignal, body?: object): Promise<unknown> {
    const answer = await this.#send(path, signal, body);
    const text = await bodyText(answer.body).catch(rethrown);
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
    void this.#transport?.then((transport) => transport.dispose());
  }

  async #send(path: string, signal: AbortSignal, body: object | undefined): Promise<Response> {
    const headers = { "content-type": "application/json", ...(await this.#headers()) };
    this.#transport ??= this.#open();
    const { send } = await this.#transport;
    const content = body ? { body: JSON.stringify(body) } : {};
    const options = { method: body ? "POST" : "GET", headers, signal, ...content } as const;
    const answer = await send(`${this.#address.base}${path}`, options).catch(rethrown);
    if (answer.statusCode >= 200 && answer.statusCode < 300) return answer;
    throw await readRefused(answer);
  }

  async #open(): Promise<Transport> {
    const { openTransport } = await import("./transport.ts");
    return openTransport(this.#address, this.#limits);
  }
}

function rethrown(error: unknown): never {
  throw connectionError(error);
}
