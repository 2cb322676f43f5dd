import { type Engine, type EngineStatus, EngineUnavailable, type Generation } from "./engine.ts";
import { Status } from "./status.ts";

/** An engine whose status stays as it is until it is closed, and that answers no prompt: `message` says why in one sentence. */
export class StillEngine implements Engine {
  readonly #message: string;
  readonly #status: Status;

  constructor(status: EngineStatus, message: string) {
    this.#status = new Status(status);
    this.#message = message;
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
    this.#status.end();
  }
}
