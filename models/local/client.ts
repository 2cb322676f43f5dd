import { rmSync } from "node:fs";
import type { Socket } from "node:net";
import { isDeepStrictEqual } from "node:util";
import { type CancellationToken, ErrorCodes, ResponseError } from "vscode-languageserver/node";
import { errorMessage } from "../../base/errorText.ts";
import { fileStamp } from "../../base/fileStamp.ts";
import {
  type Engine,
  type EngineStatus,
  EngineUnavailable,
  type GenerateRequest,
  type Generation,
  type OnText,
  PromptTooLong,
} from "../engine.ts";
import { Status } from "../status.ts";
import { BackOff } from "./backOff.ts";
import { connectTo } from "./connectTo.ts";
import { type ConnectedHost, handshake, Unanswered } from "./handshake.ts";
import * as protocol from "./protocol.ts";
import { socketPath } from "./socket.ts";
import { startHost } from "./startHost.ts";

type LogMessage = (message: string) => void;

/** The engine in its own process. It finds the host for these settings or starts it, and comes back after a crash. */
export class EngineClient implements Engine {
  readonly #settings: protocol.HostSettings;
  readonly #name: string;
  readonly #log: LogMessage;
  readonly #counts: () => protocol.Counts;
  readonly #status = new Status({ state: "off" });
  readonly #backOff = new BackOff();
  #host: Promise<ConnectedHost> | undefined;
  #failedStamp = "";
  /** Counts connections, so that the end of an old one is not taken for the end of the present one. */
  #epoch = 0;
  #streams = 0;
  #disposed = false;

  /**
   * Nothing is started or connected before `start` or the first request. `name` is what hosts call this client in their
   * reports. `counts` is asked when somebody wants to know what became of its suggestions.
   */
  constructor(
    settings: protocol.HostSettings,
    name: string,
    log: LogMessage,
    counts: () => protocol.Counts = () => ({}),
  ) {
    this.#settings = settings;
    this.#name = name;
    this.#log = log;
    this.#counts = counts;
  }

  get status(): EngineStatus {
    return this.#status.current;
  }

  onStatus(listener: (status: EngineStatus) => void): () => void {
    return this.#status.onChange(listener);
  }

  start(): void {
    this.#connect().catch((error) => this.#log(`the engine is not available: ${error.message}`));
  }

  async generate(request: GenerateRequest, onText: OnText, token: CancellationToken): Promise<Generation> {
    const { connection, watchdog } = await this.#connect();
    if (this.status.state !== "ready") throw new EngineUnavailable(describe(this.status));
    const stream = `${process.pid}-${++this.#streams}`;
    const listening = connection.onProgress(protocol.generatedText, stream, ({ text, probability }) =>
      onText(text, probability),
    );
    try {
      return await watchdog.over(connection.sendRequest(protocol.generateRequest, { ...request, stream }, token));
    } catch (error) {
      throw requestError(error);
    } finally {
      listening.dispose();
    }
  }

  dispose(): void {
    this.#disposed = true;
    this.#status.end();
    this.#host?.then(({ connection }) => connection.end()).catch(() => {}); // never connected: nothing to end
  }

  /** One connection for all requests; made when there is none, but not before the back-off is over. */
  #connect(): Promise<ConnectedHost> {
    if (this.#disposed) return Promise.reject(new EngineUnavailable("the engine was closed"));
    if (this.status.state === "failed") this.#forgetFailureOfOldFile();
    if (this.#host) return this.#host;
    if (this.#backOff.isWaiting) {
      return Promise.reject(new EngineUnavailable("the model's process ended; it will be started again in a moment"));
    }
    const host = this.#open();
    this.#host = host;
    host.catch((error) => {
      this.#lost();
      this.#setStatus({ state: "failed", message: error.message });
    });
    return host;
  }

  async #open(): Promise<ConnectedHost> {
    const path = socketPath(this.#settings);
    this.#setStatus({ state: "starting" });
    try {
      return await this.#handshake((await connectTo(path)) ?? (await startHost(path, this.#settings, this.#log)));
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error;
      this.#log("the engine host does not answer; another one takes its place");
      // The old one leaves when it wakes up and finds its socket replaced.
      rmSync(path, { force: true });
      return this.#handshake(await startHost(path, this.#settings, this.#log));
    }
  }

  async #handshake(socket: Socket): Promise<ConnectedHost> {
    const epoch = ++this.#epoch;
    const { host, status } = await handshake(socket, {
      name: this.#name,
      log: this.#log,
      counts: this.#counts,
      onStatus: (status) => {
        if (epoch === this.#epoch) this.#setStatus(status);
      },
      onEnd: (graceful) => {
        if (!this.#disposed && epoch === this.#epoch) this.#ended(graceful);
      },
    });
    this.#backOff.started();
    this.#setStatus(status);
    return host;
  }

  #ended(graceful: boolean): void {
    if (graceful) this.#host = undefined;
    else this.#lost();
    this.#setStatus({ state: "off" });
  }

  /** The connection broke without a goodbye: crash, kill or out of memory. */
  #lost(): void {
    this.#host = undefined;
    this.#log(`the engine host is gone; it may be started again in ${this.#backOff.crashed()} ms`);
  }

  /** After a failure nothing is tried again until the model's file has changed. */
  #forgetFailureOfOldFile(): void {
    if (fileStamp(this.#settings.model) === this.#failedStamp) return;
    this.#host?.then(({ connection }) => connection.end()).catch(() => {}); // it failed to open
    this.#host = undefined;
    this.#epoch++;
  }

  #setStatus(status: EngineStatus): void {
    if (status.state === "failed") this.#failedStamp = fileStamp(this.#settings.model);
    if (!isDeepStrictEqual(status, this.status)) this.#status.become(status);
  }
}

function describe(status: EngineStatus): string {
  if (status.state === "failed") return status.message;
  return status.state === "loading" || status.state === "starting"
    ? "the model is still loading"
    : "the model is not loaded";
}

/** A request ends with the host's answer or with the host: either way the caller gets one of Engine's errors. */
function requestError(error: unknown): Error {
  if (error instanceof ResponseError && error.code === protocol.promptTooLongCode) {
    return new PromptTooLong(error.data.promptTokens, error.data.limitTokens);
  }
  const isCutOff = error instanceof ResponseError && error.code === ErrorCodes.PendingResponseRejected;
  return new EngineUnavailable(isCutOff ? "the connection to the model's process has ended" : errorMessage(error));
}
