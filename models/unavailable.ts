import { type Engine, type EngineStatus, EngineUnavailable, type Generation } from "./engine.ts";

/** Stands where an engine was asked for that cannot be had, and says why in one sentence. */
export class UnavailableEngine implements Engine {
  readonly #message: string;
  readonly #listeners = new Set<(status: EngineStatus) => void>();

  constructor(message: string) {
    this.#message = message;
  }

  get status(): EngineStatus {
    return { state: "failed", message: this.#message };
  }

  onStatus(listener: (status: EngineStatus) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Tells each time: whoever listens decides whether that is news. */
  start(): void {
    for (const listener of this.#listeners) listener(this.status);
  }

  generate(): Promise<Generation> {
    return Promise.reject(new EngineUnavailable(this.#message));
  }

  dispose(): void {
    this.#listeners.clear();
  }
}
