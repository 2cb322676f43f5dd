import { type CancellationToken, type MessageConnection, ResponseError } from "vscode-languageserver/node";
import { errorText } from "../../base/errorText.ts";
import { fileStamp } from "../../base/fileStamp.ts";
import { version } from "../../base/version.ts";
import type { ChatPrompt } from "../chat.ts";
import { type EngineStatus, type GenerateRequest, type Generation, PromptTooLong, type TextPiece } from "../engine.ts";
import * as protocol from "../local/protocol.ts";
import type { Prompt } from "../prompt.ts";
import { noChat } from "./abilities.ts";
import { Clients } from "./clients.ts";
import { DamagedWeights } from "./generator.ts";
import { damagedModel } from "./modelProblem.ts";
import { ensureRoomBesideOthers, untilRoom } from "./room.ts";
import { type Unusable, type UsableModel, usableModel } from "./usableModel.ts";
import { nothingServed, type Served } from "./work.ts";

type LogMessage = (message: string) => void;

/** How often the host looks after itself. */
const watchMs = 5000;

/** How often a model that did not fit beside others is looked for room for. */
const roomAgainMs = 60_000;

/** One model, served to every client that connects. */
export class Host {
  readonly #settings: protocol.HostSettings;
  readonly #log: LogMessage;
  readonly #leave: (reason: string) => void;
  readonly #abort: (reason: string) => void;
  readonly #longestStepMs: number;
  /** A file that is deleted stays readable for who has opened it; one that is replaced may not. */
  readonly #stamp: string;
  readonly #clients: Clients;
  readonly #startedAtMs = performance.now();
  #busyAtMs = performance.now();
  #idle: NodeJS.Timeout | undefined;
  #status: EngineStatus = { state: "starting" };
  #model: UsableModel | undefined;

  /**
   * `leave` ends the process; it is called when the host was idle for long enough or was told to stop.
   * `abort` ends it at once, whatever native code is doing, when one chunk or token takes longer than `longestStepMs`.
   */
  constructor(
    settings: protocol.HostSettings,
    leave: (reason: string) => void,
    abort: (reason: string) => void,
    log: LogMessage,
    longestStepMs: number,
  ) {
    this.#settings = settings;
    this.#stamp = fileStamp(settings.model);
    this.#leave = leave;
    this.#abort = abort;
    this.#log = log;
    this.#clients = new Clients(log);
    this.#longestStepMs = longestStepMs;
    this.#rest();
    setInterval(() => this.#watch(), Math.min(watchMs, longestStepMs)).unref();
  }

  /** Loads the model. One that cannot be loaded is a status that clients are told, not a crash. */
  async load(): Promise<void> {
    this.#setStatus({ state: "loading", progress: 0 });
    const onProgress = (progress: number) => this.#setStatus({ state: "loading", progress });
    const found = await usableModel(this.#settings, onProgress, this.#log);
    if ("problem" in found) this.#cannotServe(found);
    else {
      this.#model = found;
      this.#setStatus({ state: "ready", model: found.loaded });
    }
    this.#rest();
  }

  #cannotServe({ problem: message, neededBytes }: Unusable): void {
    if (neededBytes === undefined) {
      this.#setStatus({ state: "failed", message });
      return;
    }
    this.#setStatus({ state: "failed", message, noRoom: true });
    untilRoom(() => ensureRoomBesideOthers(neededBytes), roomAgainMs)
      .then(() => this.load())
      .catch((error) => this.#log(`no room is looked for any more: ${error.message}`));
  }

  /** Since this host was started. */
  get served(): Served {
    return this.#model?.work.served ?? nothingServed;
  }

  /** Serves one connection until it closes. */
  serve(connection: MessageConnection): void {
    const client = this.#clients.add(connection);
    connection.onRequest(protocol.helloRequest, ({ name, pid }) => {
      Object.assign(client, { name, pid });
      return { pid: process.pid, status: this.#status };
    });
    connection.onRequest(protocol.pingRequest, () => {});
    connection.onRequest(protocol.generateRequest, async ({ stream, ...request }, token) => {
      const onText = (piece: TextPiece) =>
        void this.#clients.tell(() => connection.sendProgress(protocol.generatedText, stream, piece));
      return this.#generate(request, client.id, onText, token);
    });
    connection.onRequest(protocol.reportRequest, () => this.#report());
    connection.onRequest(protocol.stopRequest, () => {
      setImmediate(() => this.leave("it was told to stop"));
    });
    connection.onError(([error]) => this.#log(`client ${client.name}: ${error.message}`));
    connection.onClose(() => {
      this.#clients.remove(client);
      this.#model?.work.dismiss(client.id);
      connection.dispose();
      if (this.#status.state === "failed" && this.#clients.size === 0) this.leave("its model could not be loaded");
    });
    connection.listen();
  }

  /** Says goodbye to every client and ends. */
  leave(reason: string): void {
    this.#clients.tellAll((connection) => connection.sendNotification(protocol.leaving, { reason }));
    this.#leave(reason);
  }

  async #generate(
    request: GenerateRequest,
    client: string,
    onText: (piece: TextPiece) => void,
    token: CancellationToken,
  ): Promise<Generation> {
    const model = this.#status.state === "ready" ? this.#model : undefined;
    if (!model) throw new ResponseError(protocol.notReadyCode, notReadyMessage(this.#status));
    try {
      const prompt = "segments" in request.prompt ? request.prompt : this.#said(request.prompt, model);
      return await model.work.generate({ ...request, prompt }, client, onText, token);
    } catch (error) {
      throw this.#answerable(error);
    } finally {
      this.#rest();
    }
  }

  #said(chat: ChatPrompt, { chatPrompt }: UsableModel): Prompt {
    if (chatPrompt) return chatPrompt(chat);
    throw new ResponseError(protocol.notReadyCode, noChat(this.#settings.model));
  }

  /** The error as a client is told it. */
  #answerable(error: unknown): unknown {
    if (error instanceof PromptTooLong) {
      const { promptTokens, limitTokens } = error;
      return new ResponseError(protocol.promptTooLongCode, error.message, { promptTokens, limitTokens });
    }
    if (error instanceof DamagedWeights) {
      this.#setStatus({ state: "failed", message: damagedModel(this.#settings.model) });
      return new ResponseError(protocol.notReadyCode, notReadyMessage(this.#status));
    }
    if (error instanceof ResponseError) return error;
    this.#log(`generating failed: ${errorText(error)}`);
    return error;
  }

  async #report(): Promise<protocol.HostReport> {
    const { user, system } = process.cpuUsage();
    return {
      pid: process.pid,
      version,
      model: this.#settings.model,
      role: this.#settings.role,
      status: this.#status,
      rssBytes: process.memoryUsage.rss(),
      cpuMs: (user + system) / 1000,
      vramBytes: (await this.#model?.vramBytes()) ?? 0,
      clients: await this.#clients.introduced(),
      ...this.served,
      upMs: performance.now() - this.#startedAtMs,
      idleMs: performance.now() - this.#busyAtMs,
    };
  }

  #setStatus(status: EngineStatus): void {
    this.#status = status;
    this.#clients.tellAll((connection) => connection.sendNotification(protocol.statusChanged, status));
  }

  /** A decode that hangs cannot be interrupted, and a model that was replaced is no longer what its clients chose. */
  #watch(): void {
    const { model } = this.#settings;
    if ((this.#model?.work.computingMs ?? 0) > this.#longestStepMs) this.#abort(`a step of ${model} does not end`);
    const stamp = fileStamp(model);
    if (stamp !== "" && stamp !== this.#stamp) this.leave("its model was replaced");
  }

  /** Starts the idle time anew. */
  #rest(): void {
    this.#busyAtMs = performance.now();
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => {
      const busy = (this.#model?.work.length ?? 0) > 0 || this.#status.state === "loading";
      if (busy) this.#rest();
      else this.leave("it was idle");
    }, this.#settings.idleMs);
  }
}

function notReadyMessage(status: EngineStatus): string {
  return status.state === "failed" ? status.message : "the model is still loading";
}
