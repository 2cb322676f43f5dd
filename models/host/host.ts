import { type CancellationToken, type MessageConnection, ResponseError } from "vscode-languageserver/node";
import type { ChatPrompt } from "../chat.ts";
import { type EngineStatus, type GenerateRequest, type Generation, PromptTooLong, type TextPiece } from "../engine.ts";
import { runningHosts } from "../hosts.ts";
import type { Prompt } from "../prompt.ts";
import * as protocol from "../protocol.ts";
import { fileStamp } from "../socket.ts";
import { version } from "../version.ts";
import { type Abilities, abilitiesOf, noChat } from "./abilities.ts";
import { Clients } from "./clients.ts";
import { charactersPerToken } from "./density.ts";
import { DamagedWeights, Generator } from "./generator.ts";
import { type OpenModel, openModel } from "./llama.ts";
import { damagedModel, modelProblem } from "./modelProblem.ts";
import { ensureRoom, NoRoom } from "./room.ts";
import { Sequences } from "./sequences.ts";
import { nothingServed, type Served, Work } from "./work.ts";

type Log = (message: string) => void;

/** How often the host looks after itself. */
const watchMs = 5000;

/** One model, served to every client that connects. */
export class Host {
  readonly #settings: protocol.HostSettings;
  readonly #log: Log;
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
  #model: OpenModel | undefined;
  #work: Work | undefined;
  #chatPrompt: Abilities["chatPrompt"];

  /**
   * `leave` ends the process; it is called when the host was idle for long enough or was told to stop.
   * `abort` ends it at once, whatever native code is doing, when one chunk or token takes longer than `longestStepMs`.
   */
  constructor(
    settings: protocol.HostSettings,
    leave: (reason: string) => void,
    abort: (reason: string) => void,
    log: Log,
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

  /** Loads the model. A model that cannot be loaded is a status that clients are told, not a crash. */
  async load(): Promise<void> {
    const { model: path } = this.#settings;
    this.#setStatus({ state: "loading", progress: 0 });
    try {
      let reported = 0;
      const model = await openModel(
        this.#settings,
        (progress) => {
          if (progress - reported < 0.05) return;
          reported = progress;
          this.#setStatus({ state: "loading", progress });
        },
        this.#log,
        this.#settings.role === "chat" ? ensureRoomBesideOthers : undefined,
      );
      await this.#ready(model);
    } catch (error) {
      this.#log(`loading ${path} failed: ${error instanceof Error ? error.stack : error}`);
      if (error instanceof NoRoom) {
        this.#setStatus({ state: "failed", message: `${path} is not loaded: ${error.message}`, noRoom: true });
      } else this.#setStatus({ state: "failed", message: modelProblem(path, error) });
    }
    this.#rest();
  }

  async #ready(model: OpenModel): Promise<void> {
    const abilities = abilitiesOf(model, this.#settings, this.#log);
    if (typeof abilities === "string") {
      this.#setStatus({ state: "failed", message: abilities });
      // Nobody can ask it anything, and the host lives as long as its clients.
      await model.dispose();
      return;
    }
    this.#chatPrompt = abilities.chatPrompt;
    this.#model = model;
    const { contextTokens, batchTokens } = model;
    const sequences = new Sequences(model.editSequences, model.openActionSequence);
    this.#work = new Work(new Generator(model.vocabulary, sequences, contextTokens, batchTokens));
    const { gpu, gpuLayers, totalLayers, threads, memoryBytes, compromise } = model;
    if (compromise) this.#log(compromise);
    this.#setStatus({
      state: "ready",
      model: {
        path: this.#settings.model,
        name: model.description.name,
        family: abilities.family,
        chat: abilities.chatPrompt !== undefined,
        contextTokens,
        charactersPerToken: charactersPerToken(model.vocabulary),
        gpu,
        gpuLayers,
        totalLayers,
        threads,
        memoryBytes,
        compromise,
      },
    });
  }

  /** Since this host was started. */
  get served(): Served {
    return this.#work?.served ?? nothingServed;
  }

  /** Serves one connection until it closes. */
  serve(connection: MessageConnection): void {
    const client = this.#clients.add(connection);
    connection.onRequest(protocol.hello, ({ name, pid }) => {
      Object.assign(client, { name, pid });
      return { pid: process.pid, status: this.#status };
    });
    connection.onRequest(protocol.ping, () => {});
    connection.onRequest(protocol.generate, async ({ stream, ...request }, token) => {
      const onText = (piece: TextPiece) =>
        void this.#clients.tell(() => connection.sendProgress(protocol.generatedText, stream, piece));
      return this.#generate(request, client.id, onText, token);
    });
    connection.onRequest(protocol.report, () => this.#report());
    connection.onRequest(protocol.stop, () => {
      setImmediate(() => this.leave("it was told to stop"));
    });
    connection.onError(([error]) => this.#log(`client ${client.name}: ${error.message}`));
    connection.onClose(() => {
      this.#clients.remove(client);
      this.#work?.dismiss(client.id);
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
    if (!this.#work) throw new ResponseError(protocol.notReady, notReadyMessage(this.#status));
    try {
      const prompt = "segments" in request.prompt ? request.prompt : this.#said(request.prompt);
      return await this.#work.generate({ ...request, prompt }, client, onText, token);
    } catch (error) {
      throw this.#answerable(error);
    } finally {
      this.#rest();
    }
  }

  #said(chat: ChatPrompt): Prompt {
    if (this.#chatPrompt) return this.#chatPrompt(chat);
    throw new ResponseError(protocol.notReady, noChat(this.#settings.model));
  }

  /** The error as a client is told it. */
  #answerable(error: unknown): unknown {
    if (error instanceof PromptTooLong) {
      const { promptTokens, limitTokens } = error;
      return new ResponseError(protocol.promptTooLong, error.message, { promptTokens, limitTokens });
    }
    if (error instanceof DamagedWeights) {
      this.#work = undefined;
      this.#setStatus({ state: "failed", message: damagedModel(this.#settings.model) });
      return new ResponseError(protocol.notReady, notReadyMessage(this.#status));
    }
    if (error instanceof ResponseError) return error;
    this.#log(`generating failed: ${error instanceof Error ? error.stack : error}`);
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
    if ((this.#work?.computingMs ?? 0) > this.#longestStepMs) this.#abort(`a step of ${model} does not end`);
    const stamp = fileStamp(model);
    if (stamp !== "" && stamp !== this.#stamp) this.leave("its model was replaced");
  }

  /** Starts the idle time anew. */
  #rest(): void {
    this.#busyAtMs = performance.now();
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => {
      const busy = (this.#work?.length ?? 0) > 0 || this.#status.state === "loading";
      if (busy) this.#rest();
      else this.leave("it was idle");
    }, this.#settings.idleMs);
  }
}

async function ensureRoomBesideOthers(neededBytes: number): Promise<void> {
  const others = (await runningHosts()).filter(({ pid }) => pid !== process.pid);
  ensureRoom(neededBytes, process.availableMemory(), others);
}

function notReadyMessage(status: EngineStatus): string {
  return status.state === "failed" ? status.message : "the model is still loading";
}
