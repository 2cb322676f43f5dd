import type { EngineStatus } from "./engine.ts";

type Listener = (status: EngineStatus) => void;

/** An engine's status, and those who are told of its changes. */
export class Status {
  readonly #listeners = new Set<Listener>();
  #current: EngineStatus;

  constructor(first: EngineStatus) {
    this.#current = first;
  }

  get current(): EngineStatus {
    return this.#current;
  }

  /** Tells `listener` of every status from now on; the returned function ends that. */
  onChange(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Tells also where it is the same as before: whoever listens decides whether that is news. */
  become(status: EngineStatus): void {
    this.#current = status;
    for (const listener of this.#listeners) listener(status);
  }

  /** The engine is closed: whoever waits for it hears that it is off, and nothing after that. */
  end(): void {
    this.become({ state: "off" });
    this.#listeners.clear();
  }
}
