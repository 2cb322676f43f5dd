import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, existsSync, openSync, renameSync, statSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type CancellationToken, type MessageConnection, ResponseError } from "vscode-languageserver/node";
import { connectionOn } from "./connection.ts";
import {
  type Engine,
  type EngineStatus,
  EngineUnavailable,
  type GenerateRequest,
  type Generation,
  type OnText,
  PromptTooLong,
} from "./engine.ts";
import * as protocol from "./protocol.ts";
import { fileStamp, logFolder, socketPath } from "./socket.ts";

/** A host binds its socket before anything else; one that has not by then never will. */
const startLimitMs = 20_000;
/** Wait before the host is started again after its first, second, ... crash in a row. */
const backOffMs = [0, 500, 1000, 2000, 4000, 8000, 16_000, 30_000];
/** A host that served for so long has earned a restart without waiting. */
const healthyMs = 60_000;
const longestLogBytes = 1_000_000;

type Log = (message: string) => void;

/** The engine in its own process: finds the host for these settings or starts it, and comes back after a crash. */
export class EngineClient implements Engine {
  readonly #settings: protocol.HostSettings;
  readonly #name: string;
  readonly #log: Log;
  readonly #counts: () => protocol.Counts;
  readonly #listeners = new Set<(status: EngineStatus) => void>();
  #status: EngineStatus = { state: "off" };
  #connection: Promise<MessageConnection> | undefined;
  #crashes = 0;
  #connectedAtMs = 0;
  #retryAtMs = 0;
  #failedStamp = "";
  /** Counts connections, so that the end of an old one is not taken for the end of the present one. */
  #epoch = 0;
  #streams = 0;
  #disposed = false;

  /** `counts` is asked when somebody wants to know what became of this client's suggestions. */
  constructor(settings: protocol.HostSettings, name: string, log: Log, counts: () => protocol.Counts = () => ({})) {
    this.#settings = settings;
    this.#name = name;
    this.#log = log;
    this.#counts = counts;
  }

  get status(): EngineStatus {
    return this.#status;
  }

  onStatus(listener: (status: EngineStatus) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  start(): void {
    this.#connect().catch((error) => this.#log(`the engine is not available: ${error.message}`));
  }

  async generate(request: GenerateRequest, onText: OnText, token: CancellationToken): Promise<Generation> {
    const connection = await this.#connect();
    if (this.#status.state !== "ready") throw new EngineUnavailable(describe(this.#status));
    const stream = `${process.pid}-${++this.#streams}`;
    const listening = connection.onProgress(protocol.generatedText, stream, ({ text, probability }) =>
      onText(text, probability),
    );
    try {
      return await connection.sendRequest(protocol.generate, { ...request, stream }, token);
    } catch (error) {
      throw requestError(error);
    } finally {
      listening.dispose();
    }
  }

  dispose(): void {
    this.#disposed = true;
    this.#listeners.clear();
    this.#connection?.then((connection) => connection.end()).catch(() => {}); // never connected: nothing to end
  }

  /** One connection for all requests; made when there is none, but not before the back-off is over. */
  #connect(): Promise<MessageConnection> {
    if (this.#disposed) return Promise.reject(new EngineUnavailable("the engine was closed"));
    if (this.#status.state === "failed") this.#forgetFailureOfOldFile();
    if (this.#connection) return this.#connection;
    if (performance.now() < this.#retryAtMs) {
      return Promise.reject(new EngineUnavailable("the model's process ended; it will be started again in a moment"));
    }
    const connection = this.#open();
    this.#connection = connection;
    connection.catch((error) => {
      this.#lost();
      this.#setStatus({ state: "failed", message: error.message });
    });
    return connection;
  }

  async #open(): Promise<MessageConnection> {
    const epoch = ++this.#epoch;
    this.#setStatus({ state: "starting" });
    const path = socketPath(this.#settings);
    const socket = (await knock(path)) ?? (await this.#startHost(path));
    const connection = connectionOn(socket);
    connection.onNotification(protocol.statusChanged, (status) => {
      if (epoch === this.#epoch) this.#setStatus(status);
    });
    connection.onRequest(protocol.counts, () => this.#counts());
    let left = false;
    connection.onNotification(protocol.leaving, ({ reason }) => {
      this.#log(`the host leaves: ${reason}`);
      left = true;
    });
    connection.onError(([error]) => this.#log(`engine connection: ${error.message}`));
    connection.onClose(() => {
      connection.dispose();
      if (this.#disposed || epoch !== this.#epoch) return;
      if (left) this.#connection = undefined;
      else this.#lost();
      this.#setStatus({ state: "off" });
    });
    connection.listen();
    this.#connectedAtMs = performance.now();
    this.#setStatus(await connection.sendRequest(protocol.hello, { name: this.#name, pid: process.pid }));
    return connection;
  }

  /** Starts the host and waits until it answers. Of two that start at once, one serves and the other leaves. */
  async #startHost(path: string) {
    const { child, logPath } = spawnHost(path, this.#settings);
    this.#log(`starts the engine host ${child.pid}; its log is ${logPath}`);
    let failure: string | undefined;
    child.once("error", (error) => {
      failure = error.message;
    });
    child.once("exit", (code) => {
      if (code !== 0) failure = `it ended with code ${code}`;
    });
    const deadlineMs = performance.now() + startLimitMs;
    while (performance.now() < deadlineMs && failure === undefined) {
      const socket = await knock(path);
      if (socket) return socket;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new EngineUnavailable(
      `the engine host could not be started (${failure ?? "it does not answer"}); its log is ${logPath}`,
    );
  }

  /** The connection broke without a goodbye: crash, kill or out of memory. */
  #lost(): void {
    this.#connection = undefined;
    const wasHealthy = this.#connectedAtMs > 0 && performance.now() - this.#connectedAtMs > healthyMs;
    this.#crashes = wasHealthy ? 1 : this.#crashes + 1;
    const waitMs = backOffMs[Math.min(this.#crashes - 1, backOffMs.length - 1)] as number;
    this.#retryAtMs = performance.now() + waitMs;
    this.#log(`the engine host is gone; it may be started again in ${waitMs} ms`);
  }

  /** After a failure nothing is tried again until the model's file has changed. */
  #forgetFailureOfOldFile(): void {
    if (fileStamp(this.#settings.model) === this.#failedStamp) return;
    this.#connection?.then((connection) => connection.end()).catch(() => {}); // it failed to open
    this.#connection = undefined;
    this.#epoch++;
  }

  #setStatus(status: EngineStatus): void {
    if (status.state === "failed") this.#failedStamp = fileStamp(this.#settings.model);
    if (JSON.stringify(status) === JSON.stringify(this.#status)) return;
    this.#status = status;
    for (const listener of this.#listeners) listener(status);
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
  if (error instanceof ResponseError && error.code === protocol.promptTooLong) {
    return new PromptTooLong(error.data.promptTokens, error.data.limitTokens);
  }
  return new EngineUnavailable(error instanceof Error ? error.message : String(error));
}

/** The socket, connected; undefined when nobody answers there. */
function knock(path: string) {
  return new Promise<ReturnType<typeof connect> | undefined>((resolve) => {
    const socket = connect(path);
    socket.once("connect", () => {
      socket.removeAllListeners("error");
      resolve(socket);
    });
    socket.once("error", () => resolve(undefined)); // no file, or nobody behind it
  });
}

/** Detached, with a log file of its own: the host outlives the editor that happened to start it. */
function spawnHost(socket: string, settings: protocol.HostSettings): { child: ChildProcess; logPath: string } {
  const logPath = join(logFolder(), "host.log");
  if (existsSync(logPath) && statSync(logPath).size > longestLogBytes) renameSync(logPath, `${logPath}.old`);
  const logFile = openSync(logPath, "a", 0o600);
  const main = fileURLToPath(new URL("./host/main.js", import.meta.url));
  const child = spawn(process.execPath, [main, JSON.stringify({ socket, settings })], {
    detached: true,
    stdio: ["ignore", logFile, logFile],
  });
  closeSync(logFile);
  child.unref();
  return { child, logPath };
}
