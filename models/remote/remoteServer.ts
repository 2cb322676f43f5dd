import { type EngineUnavailable, type GenerateRequest, type OnText, PromptTooLong } from "../engine.ts";
import { addressOf } from "./address.ts";
import type { RemoteAnswer } from "./answer.ts";
import type { RemoteApi, RemoteModel } from "./api.ts";
import { remoteApis } from "./apis.ts";
import { parsedEvent } from "./events.ts";
import { RemoteHttp } from "./http.ts";
import { Key } from "./key.ts";
import type { RemoteLimits } from "./limits.ts";
import { persistent } from "./persistent.ts";
import { promptTooLong, remoteProblem } from "./problems.ts";
import { Refused } from "./refused.ts";
import type { RemoteSettings } from "./settings.ts";

/** A server as one engine sees it: asked in its own API, with its key. */
export class RemoteServer {
  readonly #what: string;
  readonly #key: Key;
  readonly #http: RemoteHttp;
  readonly #api: RemoteApi;
  readonly #log: (message: string) => void;

  /** `name` is what the user calls it. */
  constructor(name: string, settings: RemoteSettings, limits: RemoteLimits, log: (message: string) => void) {
    const address = addressOf(settings.url);
    this.#what = `the remote ${name} (${address.host})`;
    this.#key = new Key(settings);
    this.#http = new RemoteHttp(address, async () => this.#api.headers(await this.#key.value()), limits);
    this.#api = remoteApis[settings.api](this.#http, settings);
    this.#log = log;
  }

  /** The server's account of its model. No text of the user is sent. */
  describe(signal: AbortSignal): Promise<RemoteModel> {
    return this.#api.describe(signal);
  }

  /** Fills `answer`. Aborting `closing` closes the connection, at which a server stops to compute. */
  async answer(
    request: GenerateRequest,
    model: RemoteModel,
    answer: RemoteAnswer,
    onText: OnText,
    closing: AbortController,
  ): Promise<void> {
    const call = await this.#api.call(request, model, closing.signal);
    if (!call) return;
    answer.expect(request, call.stopTexts, onText);
    const open = () => this.#http.events(call.path, closing.signal, call.body);
    for await (const data of persistent(open, closing.signal, this.#log)) {
      const isFirst = answer.add(data === "[DONE]" ? { isLast: true } : this.#api.read(parsedEvent(data)));
      if (isFirst) answer.endAfter(request.maxMs, () => closing.abort());
      if (answer.isComplete) break;
    }
    answer.finish();
  }

  /** The error as an engine throws it. A key that was not taken is asked for anew the next time. */
  async problem(error: unknown, maxTokens = 0): Promise<EngineUnavailable | PromptTooLong> {
    if (error instanceof PromptTooLong) return error;
    const tooLong = error instanceof Refused ? promptTooLong(error, maxTokens) : undefined;
    if (tooLong) return tooLong;
    const key = await this.#key.value().catch(() => undefined); // then there is none to hide
    if (error instanceof Refused && error.refusal.kind === "status" && error.refusal.status === 401) this.#key.forget();
    return remoteProblem(error, this.#what, key);
  }

  dispose(): void {
    this.#http.dispose();
  }
}
