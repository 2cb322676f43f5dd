import type { CancellationToken } from "vscode-languageserver/node";
import type { Engine, EngineStatus, GenerateRequest, Generation, OnText } from "./engine.ts";

/**
 * A second model for conversations. The first answers in its place where there is no room for it, if the first can. Two
 * models that take turns in memory would both be slow.
 */
export class FallbackEngine implements Engine {
  readonly #own: Engine;
  readonly #fallback: Engine;

  /** Owns `own`; what stands in belongs to others. */
  constructor(own: Engine, fallback: Engine) {
    this.#own = own;
    this.#fallback = fallback;
  }

  get status(): EngineStatus {
    return this.#current.status;
  }

  onStatus(listener: (status: EngineStatus) => void): () => void {
    let told = this.status;
    const tell = () => {
      if (this.status === told) return;
      told = this.status;
      listener(told);
    };
    const ends = [this.#own, this.#fallback].map((engine) => engine.onStatus(tell));
    return () => {
      for (const end of ends) end();
    };
  }

  start(): void {
    this.#current.start();
  }

  generate(request: GenerateRequest, onText: OnText, token: CancellationToken): Promise<Generation> {
    return this.#current.generate(request, onText, token);
  }

  dispose(): void {
    this.#own.dispose();
  }

  get #current(): Engine {
    const { status } = this.#own;
    return status.state === "failed" && status.noRoom && canChat(this.#fallback.status) ? this.#fallback : this.#own;
  }
}

/** While it is not loaded it may. */
function canChat(status: EngineStatus): boolean {
  return status.state === "ready" ? status.model.chat : status.state !== "failed";
}
