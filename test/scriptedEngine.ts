import type { CancellationToken } from "vscode-languageserver/node";
import type { Engine, EngineStatus, GenerateRequest, Generation, LoadedModel, OnText } from "../models/engine.ts";
import { promptText } from "../models/prompt.ts";

export const scriptedModel: LoadedModel = {
  path: "/models/scripted.gguf",
  name: "hearth-scripted",
  family: "hearth",
  chat: true,
  contextTokens: 2048,
  charactersPerToken: 3,
  gpu: false,
  gpuLayers: 0,
  totalLayers: 1,
  threads: 1,
  weightBytes: 4e8,
  memoryBytes: { ram: 0, vram: 0 },
  compromise: null,
};

/** What an answer cost that nobody worked out. */
export const scriptedFigures: Omit<Generation, "text" | "end"> = {
  probabilities: [],
  promptTokens: 10,
  evaluatedTokens: 10,
  reusedTokens: 0,
  generatedTokens: 1,
  promptTokensPerSecond: 10_000,
  segmentTokens: [],
  queuedMs: 0,
  firstTokenMs: 1,
  totalMs: 1,
};

/** An engine that says what a test tells it to, piece by piece. */
export class ScriptedEngine implements Engine {
  status: EngineStatus = { state: "ready", model: scriptedModel };
  /** Requests so far, and how each ended. */
  readonly asked: { readonly prompt: string; readonly request: GenerateRequest; end: Generation["end"] | "running" }[] =
    [];
  #pieces: (string | Promise<string>)[];
  /** How sure the model is of each piece; of those not named here it is. */
  readonly probabilities = new Map<string, number>();

  /** The pieces of every answer; one that is a promise comes when it resolves. */
  constructor(...pieces: (string | Promise<string>)[]) {
    this.#pieces = pieces;
  }

  /** From now on it answers this. */
  answers(...pieces: (string | Promise<string>)[]): void {
    this.#pieces = pieces;
  }

  readonly #listeners = new Set<(status: EngineStatus) => void>();

  onStatus(listener: (status: EngineStatus) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  become(status: EngineStatus): void {
    this.status = status;
    for (const listener of this.#listeners) listener(status);
  }

  start(): void {}
  dispose(): void {}

  async generate(request: GenerateRequest, onText: OnText, token: CancellationToken): Promise<Generation> {
    const asked: ScriptedEngine["asked"][number] = { prompt: readable(request.prompt), request, end: "running" };
    this.asked.push(asked);
    const cancelled = new Promise<undefined>((resolve) => token.onCancellationRequested(() => resolve(undefined)));
    let text = "";
    for (const piece of this.#pieces) {
      const next = token.isCancellationRequested ? undefined : await Promise.race([piece, cancelled]);
      if (next === undefined) return this.#generation(text, asked, "cancelled");
      text += next;
      onText(next, this.probabilities.get(next) ?? 1);
    }
    return this.#generation(text, asked, "stop");
  }

  #generation(text: string, asked: ScriptedEngine["asked"][number], end: Generation["end"]): Generation {
    asked.end = end;
    return { ...scriptedFigures, text, end };
  }
}

function readable(prompt: GenerateRequest["prompt"]): string {
  if ("segments" in prompt) return promptText(prompt);
  return prompt.messages.map(({ role, text }) => `${role}: ${text}\n`).join("") + prompt.answerStart;
}

/** A text that comes when it is told to. */
export function later(text: string): { readonly piece: Promise<string>; readonly come: () => void } {
  let come = () => {};
  const piece = new Promise<string>((resolve) => {
    come = () => resolve(text);
  });
  return { piece, come };
}
