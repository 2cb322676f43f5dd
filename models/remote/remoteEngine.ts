import { setMaxListeners } from "node:events";
import type { CancellationToken } from "vscode-languageserver";
import {
  type Engine,
  type EngineStatus,
  EngineUnavailable,
  type GenerateRequest,
  type Generation,
  type LoadedModel,
  type OnText,
} from "../engine.ts";
import { Status } from "../status.ts";
import { addressOf } from "./address.ts";
import { RemoteAnswer } from "./answer.ts";
import type { RemoteModel } from "./api.ts";
import { type RemoteLimits, usualLimits } from "./limits.ts";
import { RemoteServer } from "./remoteServer.ts";
import type { RemoteSettings } from "./settings.ts";
import { Slots } from "./slots.ts";

/** The use of a remote: it has to fill holes in code, or to answer conversations. */
export type RemoteRole = "completion" | "chat";

export type RemoteOptions = {
  /** As in `remote:NAME`. */
  readonly name: string;
  readonly settings: RemoteSettings;
  readonly role: RemoteRole;
  readonly log: (message: string) => void;
  /** Shows a sentence to the user: what leaves the machine, before it does for the first time. */
  readonly tell: (sentence: string) => void;
  readonly limits?: RemoteLimits;
};

/** A server computes requests together; more at once from one editor only make each slower. */
const mostRequests = 4;

/** A server of somebody else in the place of a local model. Used only where the user configured it. */
export class RemoteEngine implements Engine {
  readonly #options: RemoteOptions;
  readonly #limits: RemoteLimits;
  readonly #server: RemoteServer;
  readonly #slots = new Slots(mostRequests);
  readonly #status = new Status({ state: "off" });
  readonly #life = manyFollow(new AbortController());
  #model: Promise<RemoteModel> | undefined;
  #retry: NodeJS.Timeout | undefined;
  #hasTold = false;

  constructor(options: RemoteOptions) {
    const { name, settings, limits = usualLimits, log } = options;
    this.#options = options;
    this.#limits = limits;
    this.#server = new RemoteServer(name, settings, limits, log);
  }

  get status(): EngineStatus {
    return this.#status.current;
  }

  onStatus(listener: (status: EngineStatus) => void): () => void {
    return this.#status.onChange(listener);
  }

  /** Asks the server for its model. */
  start(): void {
    this.#ready().catch((error) => this.#options.log(`the engine is not available: ${error.message}`));
  }

  async generate(request: GenerateRequest, onText: OnText, token: CancellationToken): Promise<Generation> {
    const arrivedAtMs = performance.now();
    const model = await this.#ready();
    const run = (running: CancellationToken) =>
      this.#answer(request, model, new RemoteAnswer(arrivedAtMs), onText, running);
    const { priority, subject } = request;
    const done = await this.#slots.submit({ priority, subject, run }, token);
    if (done) return done;
    return new RemoteAnswer(arrivedAtMs).generation(token.isCancellationRequested ? "cancelled" : "superseded");
  }

  dispose(): void {
    this.#status.end();
    clearTimeout(this.#retry);
    this.#slots.dismiss();
    this.#life.abort();
    this.#server.dispose();
  }

  #ready(): Promise<RemoteModel> {
    if (this.#life.signal.aborted) return Promise.reject(new EngineUnavailable("the engine was closed"));
    if (this.#model) return this.#model;
    this.#status.become({ state: "starting" });
    const model = this.#describe();
    this.#model = model;
    model.then(
      (found) => this.#status.become({ state: "ready", model: loadedModel(found, this.#options) }),
      (error) => this.#failed(error.message),
    );
    return model;
  }

  async #describe(): Promise<RemoteModel> {
    const { name, role } = this.#options;
    try {
      const model = await this.#server.describe(this.#life.signal);
      if (role === "chat" || model.family) return model;
      throw new EngineUnavailable(`set hearth.remotes.${name}.infill to the format in which its model fills holes`);
    } catch (error) {
      throw await this.#server.problem(error);
    }
  }

  #failed(message: string): void {
    this.#status.become({ state: "failed", message });
    this.#retry = setTimeout(() => {
      this.#model = undefined;
      this.#status.become({ state: "off" });
    }, this.#limits.againMs).unref();
  }

  async #answer(
    request: GenerateRequest,
    model: RemoteModel,
    answer: RemoteAnswer,
    onText: OnText,
    token: CancellationToken,
  ): Promise<Generation> {
    const closing = manyFollow(new AbortController());
    const listening = token.onCancellationRequested(() => closing.abort());
    answer.begin();
    this.#tellWhatLeaves();
    try {
      await this.#server.answer(request, model, answer, onText, closing);
      return answer.generation();
    } catch (error) {
      if (answer.isLate) return answer.generation("maxMs");
      if (!token.isCancellationRequested) throw await this.#server.problem(error, request.maxTokens);
      return answer.generation(this.#slots.isSuperseded(token) ? "superseded" : "cancelled");
    } finally {
      listening.dispose();
      answer.close();
    }
  }

  #tellWhatLeaves(): void {
    const { name, settings, role, tell } = this.#options;
    const { host, isLoopback, isPlain } = addressOf(settings.url);
    if (this.#hasTold || isLoopback) return;
    this.#hasTold = true;
    tell(`Hearth uses the remote ${name}: ${remoteSends(settings, role)}.`);
    if (isPlain) tell(`The connection to ${host} is not encrypted: others in its network can read along.`);
  }
}

/** A part of a sentence that says what leaves the machine for a remote, and to where. */
export function remoteSends({ url, model }: RemoteSettings, role: RemoteRole): string {
  const what =
    role === "completion"
      ? "the code around the cursor and excerpts of the workspace are sent"
      : "the code in question, excerpts of the workspace and what you ask are sent";
  const { host, isLoopback } = addressOf(url);
  return `${what} to ${host}${model === undefined ? "" : ` (${model})`}${isLoopback ? ", on this machine" : ""}`;
}

/** One prompt may be many requests at once, and Node warns where a signal has more than ten followers. */
function manyFollow(controller: AbortController): AbortController {
  setMaxListeners(0, controller.signal);
  return controller;
}

function loadedModel(model: RemoteModel, { name, settings, role }: RemoteOptions): LoadedModel {
  const { host, isLoopback } = addressOf(settings.url);
  return {
    path: settings.url,
    name: model.name,
    family: model.family?.name ?? null,
    chat: true,
    contextTokens: model.contextTokens,
    charactersPerToken: model.charactersPerToken,
    gpu: false,
    gpuLayers: 0,
    totalLayers: 0,
    threads: 0,
    memoryBytes: { ram: 0, vram: 0 },
    compromise: null,
    remote: {
      name,
      host,
      isLoopback,
      sends: remoteSends(settings, role),
      ...(model.notes && { notes: model.notes }),
    },
  };
}
