import { type CancellationToken, type MessageConnection, ResponseError } from "vscode-languageserver/node";
import { unawaited } from "../connection.ts";
import {
  type EngineStatus,
  type GenerateRequest,
  type Generation,
  type GenerationEnd,
  PromptTooLong,
  type TextPiece,
} from "../engine.ts";
import { familyNamed, familyOf, unknownFamily } from "../families.ts";
import type { ModelFamily } from "../family.ts";
import * as protocol from "../protocol.ts";
import { version } from "../version.ts";
import { type Generated, Generator } from "./generator.ts";
import { type OpenModel, openModel } from "./llama.ts";
import { modelProblem } from "./modelProblem.ts";
import { Queue } from "./queue.ts";
import { Sequences } from "./sequences.ts";

type Client = { readonly connection: MessageConnection; name: string; pid: number };
type Log = (message: string) => void;

/** One model, served to every client that connects. */
export class Host {
  readonly #settings: protocol.HostSettings;
  readonly #log: Log;
  readonly #leave: (reason: string) => void;
  readonly #queue = new Queue();
  readonly #clients = new Set<Client>();
  readonly #startedAtMs = performance.now();
  #busyAtMs = performance.now();
  #idle: NodeJS.Timeout | undefined;
  #status: EngineStatus = { state: "starting" };
  #model: OpenModel | undefined;
  #generator: Generator | undefined;
  #last: protocol.GenerationFigures | null = null;
  #served = { requests: 0, promptTokens: 0, evaluatedTokens: 0, generatedTokens: 0 };

  /** `leave` ends the process; it is called when the host was idle for long enough or was told to stop. */
  constructor(settings: protocol.HostSettings, leave: (reason: string) => void, log: Log) {
    this.#settings = settings;
    this.#leave = leave;
    this.#log = log;
    this.#rest();
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
      );
      this.#ready(model);
    } catch (error) {
      this.#log(`loading ${path} failed: ${error instanceof Error ? error.stack : error}`);
      this.#setStatus({ state: "failed", message: modelProblem(path, error) });
    }
    this.#rest();
  }

  #ready(model: OpenModel): void {
    const family = this.#family(model);
    if (typeof family === "string") {
      this.#setStatus({ state: "failed", message: family });
      return;
    }
    this.#model = model;
    const { contextTokens, batchTokens } = model;
    const sequences = new Sequences(model.editSequences, model.openActionSequence);
    this.#generator = new Generator(model.vocabulary, sequences, contextTokens, batchTokens);
    const { gpu, gpuLayers, totalLayers, threads, memoryBytes, compromise } = model;
    if (compromise) this.#log(compromise);
    this.#setStatus({
      state: "ready",
      model: {
        path: this.#settings.model,
        name: model.description.name,
        family: family.name,
        contextTokens,
        charactersPerToken: sampleCode.length / model.vocabulary.tokenize(sampleCode).length,
        gpu,
        gpuLayers,
        totalLayers,
        threads,
        memoryBytes,
        compromise,
      },
    });
  }

  /** The family to ask the model in, or the sentence that says why there is none. */
  #family({ description }: OpenModel): ModelFamily | string {
    const { family: wanted } = this.#settings;
    const family = wanted === null ? familyOf(description) : familyNamed(wanted);
    if (!family) return unknownFamily(description);
    const missing = family.tokens.filter((token) => !description.hasToken(token));
    if (missing.length === 0) return family;
    return `the model "${description.name}" lacks the token ${missing[0]} of the family ${family.name}; set hearth.family to its real family or choose another model`;
  }

  /** Serves one connection until it closes. */
  serve(connection: MessageConnection): void {
    const client: Client = { connection, name: "unknown", pid: 0 };
    this.#clients.add(client);
    connection.onRequest(protocol.hello, ({ name, pid }) => {
      Object.assign(client, { name, pid });
      return this.#status;
    });
    connection.onRequest(protocol.generate, async ({ stream, ...request }, token) => {
      const onText = (piece: TextPiece) => unawaited(connection.sendProgress(protocol.generatedText, stream, piece));
      return this.#generate(request, `${client.pid}`, onText, token);
    });
    connection.onRequest(protocol.report, () => this.#report());
    connection.onRequest(protocol.stop, () => {
      setImmediate(() => this.leave("it was told to stop"));
    });
    connection.onError(([error]) => this.#log(`client ${client.name}: ${error.message}`));
    connection.onClose(() => {
      this.#clients.delete(client);
      connection.dispose();
      if (this.#status.state === "failed" && this.#clients.size === 0) this.leave("its model could not be loaded");
    });
    connection.listen();
  }

  /** Says goodbye to every client and ends. */
  leave(reason: string): void {
    for (const { connection } of this.#clients) unawaited(connection.sendNotification(protocol.leaving, { reason }));
    this.#leave(reason);
  }

  async #generate(
    request: GenerateRequest,
    client: string,
    onText: (piece: TextPiece) => void,
    token: CancellationToken,
  ): Promise<Generation> {
    const generator = this.#generator;
    if (!generator) throw new ResponseError(protocol.notReady, notReadyMessage(this.#status));
    this.#served.requests++;
    const arrivedAtMs = performance.now();
    let begunAtMs = arrivedAtMs;
    try {
      const generation = await this.#queue.submit(
        {
          priority: request.priority,
          client,
          // Two editors with the same file open do not supersede each other.
          subject: `${client} ${request.subject}`,
          run: async (running, turn) => {
            begunAtMs = performance.now();
            const done = await generator.generate(request, onText, running, turn);
            return { ...done, end: this.#queue.isSuperseded(running) ? ("superseded" as const) : done.end };
          },
        },
        token,
      );
      if (generation) return this.#count(generation, begunAtMs - arrivedAtMs);
      return neverBegun(token.isCancellationRequested ? "cancelled" : "superseded", performance.now() - arrivedAtMs);
    } catch (error) {
      if (error instanceof PromptTooLong) {
        const { promptTokens, limitTokens } = error;
        throw new ResponseError(protocol.promptTooLong, error.message, { promptTokens, limitTokens });
      }
      this.#log(`generating failed: ${error instanceof Error ? error.stack : error}`);
      throw error;
    } finally {
      this.#rest();
    }
  }

  #count(generation: Generated, queuedMs: number): Generation {
    this.#served.promptTokens += generation.promptTokens;
    this.#served.evaluatedTokens += generation.evaluatedTokens;
    this.#served.generatedTokens += generation.generatedTokens;
    const firstTokenMs = generation.firstTokenMs === null ? null : generation.firstTokenMs + queuedMs;
    const counted = { ...generation, queuedMs, firstTokenMs, totalMs: generation.totalMs + queuedMs };
    const { text: _text, probabilities: _probabilities, segmentTokens: _segmentTokens, ...figures } = counted;
    this.#last = figures;
    return counted;
  }

  async #report(): Promise<protocol.HostReport> {
    return {
      pid: process.pid,
      version,
      model: this.#settings.model,
      status: this.#status,
      rssBytes: process.memoryUsage.rss(),
      vramBytes: (await this.#model?.vramBytes()) ?? 0,
      clients: await Promise.all([...this.#clients].filter(({ pid }) => pid > 0).map(introduce)),
      ...this.#served,
      last: this.#last,
      upMs: performance.now() - this.#startedAtMs,
      idleMs: performance.now() - this.#busyAtMs,
    };
  }

  #setStatus(status: EngineStatus): void {
    this.#status = status;
    for (const { connection } of this.#clients) unawaited(connection.sendNotification(protocol.statusChanged, status));
  }

  /** Starts the idle time anew. */
  #rest(): void {
    this.#busyAtMs = performance.now();
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => {
      const busy = this.#queue.length > 0 || this.#status.state === "loading";
      if (busy) this.#rest();
      else this.leave("it was idle");
    }, this.#settings.idleMs);
  }
}

/** A client with what it counts, or without if it does not answer at once: a stopped editor must not hold up others. */
async function introduce({ connection, name, pid }: Client): Promise<protocol.HostReport["clients"][number]> {
  let giveUp: NodeJS.Timeout | undefined;
  const silence = new Promise<protocol.Counts>((resolve) => {
    giveUp = setTimeout(() => resolve({}), countsLimitMs);
  });
  const counts = await Promise.race([connection.sendRequest(protocol.counts).catch(() => ({})), silence]); // it left
  clearTimeout(giveUp);
  return { name, pid, counts };
}

const countsLimitMs = 500;

function notReadyMessage(status: EngineStatus): string {
  return status.state === "failed" ? status.message : "the model is still loading";
}

function neverBegun(end: GenerationEnd, queuedMs: number): Generation {
  return {
    text: "",
    end,
    probabilities: [],
    promptTokens: 0,
    evaluatedTokens: 0,
    reusedTokens: 0,
    generatedTokens: 0,
    promptTokensPerSecond: 0,
    segmentTokens: [],
    queuedMs,
    firstTokenMs: null,
    totalMs: queuedMs,
  };
}

/** Code as people write it, to measure how many characters a token is worth. */
const sampleCode = `export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

def read_config(path, encoding="utf-8"):
    """Return the settings stored at path, or an empty dict."""
    try:
        with open(path, encoding=encoding) as handle:
            return json.load(handle)
    except FileNotFoundError:
        return {}
`;
