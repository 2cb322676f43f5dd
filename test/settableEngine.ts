import type { Engine, EngineStatus, Generation, LoadedModel } from "../models/engine.ts";

/** An engine whose status a test sets, and which generates nothing. */
export class SettableEngine implements Engine {
  status: EngineStatus = { state: "off" };
  isStarted = false;
  isDisposed = false;
  readonly #listeners = new Set<(status: EngineStatus) => void>();

  become(status: EngineStatus): void {
    this.status = status;
    for (const listener of this.#listeners) listener(status);
  }

  /** Loaded, with what a test says of the model. */
  load(model: Partial<LoadedModel>): void {
    this.become({ state: "ready", model: { name: "settable", family: "hearth", chat: true, ...model } as LoadedModel });
  }

  onStatus(listener: (status: EngineStatus) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  start(): void {
    this.isStarted = true;
  }

  dispose(): void {
    this.isDisposed = true;
  }

  generate(): Promise<Generation> {
    return Promise.reject(new Error("nothing is generated here"));
  }
}
