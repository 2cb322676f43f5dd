import type { CancellationToken } from "vscode-languageserver/node";
import type { Generation, GenerationEnd, Priority, TextPiece } from "../engine.ts";
import type { HostReport } from "../local/protocol.ts";
import type { Generator, HostGeneration, PromptRequest } from "./generator.ts";
import { Queue } from "./queue.ts";

export type Served = Pick<HostReport, "requests" | "promptTokens" | "evaluatedTokens" | "generatedTokens" | "last">;

export const nothingServed: Served = {
  requests: 0,
  promptTokens: 0,
  evaluatedTokens: 0,
  generatedTokens: 0,
  last: null,
};

/** All that is asked of the model: what waits, what runs, and the sum of what was done. */
export class HostWork {
  readonly #generator: Generator;
  readonly #queue = new Queue();
  #served = nothingServed;

  constructor(generator: Generator) {
    this.#generator = generator;
  }

  get served(): Served {
    return this.#served;
  }

  /** Requests that wait or run. */
  get length(): number {
    return this.#queue.length;
  }

  /** See Generator. */
  get computingMs(): number {
    return this.#generator.computingMs;
  }

  /** Throws what Generator throws. */
  async generate(
    request: PromptRequest,
    client: string,
    onText: (piece: TextPiece) => void,
    token: CancellationToken,
  ): Promise<Generation> {
    this.#served = { ...this.#served, requests: this.#served.requests + 1 };
    const arrivedAtMs = performance.now();
    let queuedMs = 0;
    const { priority } = request;
    // Two editors with the same file open do not supersede each other.
    const subject = `${client} ${request.subject}`;
    const done = await this.#queue.submit(
      {
        priority,
        client,
        subject,
        run: async (running, turn) => {
          queuedMs = performance.now() - arrivedAtMs;
          const generated = await this.#generator.generate(request, onText, running, turn);
          return this.#queue.isSuperseded(running) ? { ...generated, end: "superseded" as const } : generated;
        },
      },
      token,
    );
    if (done) return this.#count(done, queuedMs, priority);
    return this.#neverBegun(
      token.isCancellationRequested ? "cancelled" : "superseded",
      performance.now() - arrivedAtMs,
    );
  }

  /** Ends what a client asked that is gone. */
  dismiss(client: string): void {
    this.#queue.dismiss(client);
  }

  #count(generated: HostGeneration, queuedMs: number, priority: Priority): Generation {
    const firstTokenMs = generated.firstTokenMs === null ? null : generated.firstTokenMs + queuedMs;
    const readMs = (generated.readMs ?? 0) + queuedMs;
    const generation = { ...generated, queuedMs, readMs, firstTokenMs, totalMs: generated.totalMs + queuedMs };
    const { text: _text, probabilities: _probabilities, segmentTokens: _segmentTokens, ...last } = generation;
    const { requests, promptTokens, evaluatedTokens, generatedTokens } = this.#served;
    this.#served = {
      requests,
      promptTokens: promptTokens + generated.promptTokens,
      evaluatedTokens: evaluatedTokens + generated.evaluatedTokens,
      generatedTokens: generatedTokens + generated.generatedTokens,
      last: priority === "background" ? this.#served.last : last,
    };
    return generation;
  }

  #neverBegun(end: GenerationEnd, queuedMs: number): Generation {
    return {
      text: "",
      end,
      probabilities: [],
      promptTokens: 0,
      evaluatedTokens: 0,
      reusedTokens: 0,
      generatedTokens: 0,
      // Prompts are sized by it, also where the newest of them was not read.
      promptTokensPerSecond: this.#generator.promptTokensPerSecond,
      segmentTokens: [],
      queuedMs,
      firstTokenMs: null,
      totalMs: queuedMs,
    };
  }
}
