import { type Engine, type EngineStatus, EngineUnavailable, type Generation } from "./engine.ts";
import { Status } from "./status.ts";

/** Stands where an engine was asked for that cannot be had, and says why in one sentence. */
export class UnavailableEngine implements Engine {
  readonly #message: string;
  readonly #status: Status;

  constructor(message: string) {
    this.#message = message;
    this.#status = new Status({ state: "failed", message });
  }

  get status(): EngineStatus {
    return this.#status.current;
  }

  onStatus(listener: (status: EngineStatus) => void): () => void {
    return this.#status.onChange(listener);
  }

  start(): void {
    this.#status.become(this.status);
  }

  generate(): Promise<Generation> {
    return Promise.reject(new EngineUnavailable(this.#message));
  }

  dispose(): void {
    this.#status.forgetListeners();
  }
}
