/** The only file that speaks to a network, and only when a command of the user's asks it to. */
import type { Readable } from "node:stream";
import { type Dispatcher, EnvHttpProxyAgent, request } from "undici";
import { downloadProblem } from "./addresses.ts";
import { connectionFailure, Failure } from "./failure.ts";
import { announced, type Headers } from "./range.ts";

const mostRedirects = 10;

export type FileRequest = {
  /** Bytes before this one are not sent. */
  readonly from: number;
  /** The rest is of use only if the file still has this ETag; otherwise the whole is sent. */
  readonly ifRange: string | null;
  readonly signal: AbortSignal;
};

export type FileResponse = {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readable;
  /** The sender, for sentences. */
  readonly host: string;
  /** Headers about the file from a host on the way here. */
  readonly announced: ReturnType<typeof announced>;
};

/** Fetches files: by the environment's proxies, following redirects, with a token for one host alone. */
export class FileHttp {
  readonly #dispatcher: Dispatcher;
  readonly #stallMs: number;
  readonly #token: string | undefined;
  readonly #tokenOrigin: string;

  /** A server that sends nothing for `stallMs` has stopped. `token` is sent to `tokenEndpoint` and nobody else. */
  constructor(options: {
    readonly stallMs: number;
    readonly token: string | undefined;
    readonly tokenEndpoint: string;
  }) {
    this.#stallMs = options.stallMs;
    this.#token = options.token;
    this.#tokenOrigin = new URL(options.tokenEndpoint).origin;
    this.#dispatcher = new EnvHttpProxyAgent({ connect: { timeout: options.stallMs } });
  }

  /** The answer at the end of all redirects. Throws a Failure. */
  async open(address: string, question: FileRequest): Promise<FileResponse> {
    let url = address;
    let said: FileResponse["announced"] = { bytes: null, sha256: null };
    for (let redirects = 0; redirects <= mostRedirects; redirects++) {
      const { host, protocol } = this.#checked(url);
      const { statusCode, headers, body } = await this.#request(url, host, question);
      const here = announced(headers);
      said = { bytes: said.bytes ?? here.bytes, sha256: said.sha256 ?? here.sha256 };
      const { location } = headers;
      if (statusCode < 300 || statusCode >= 400 || typeof location !== "string") {
        return { status: statusCode, headers, body, host, announced: said };
      }
      body.destroy();
      body.on("error", () => {}); // it was thrown away
      url = new URL(location, url).href;
      if (protocol === "https:" && !url.startsWith("https:")) {
        throw new Failure(`${host} sends one on to an address that is not https`);
      }
    }
    throw new Failure(`${new URL(address).host} sends one from address to address without end`);
  }

  async close(): Promise<void> {
    await this.#dispatcher.destroy();
  }

  #checked(url: string): URL {
    const problem = downloadProblem(url);
    if (problem) throw new Failure(problem);
    return new URL(url);
  }

  async #request(url: string, host: string, { from, ifRange, signal }: FileRequest): Promise<Dispatcher.ResponseData> {
    const headers = {
      "user-agent": "hearth",
      "accept-encoding": "identity",
      ...(from > 0 && { range: `bytes=${from}-` }),
      ...(from > 0 && ifRange && { "if-range": ifRange }),
      ...(this.#token && new URL(url).origin === this.#tokenOrigin && { authorization: `Bearer ${this.#token}` }),
    };
    const limits = { headersTimeout: this.#stallMs, bodyTimeout: this.#stallMs };
    try {
      return await request(url, { dispatcher: this.#dispatcher, headers, signal, ...limits });
    } catch (error) {
      signal.throwIfAborted();
      throw connectionFailure(error, host);
    }
  }
}
