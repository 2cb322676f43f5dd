import type { CancellationToken } from "vscode-languageserver";
import type { ChatPrompt } from "../../models/chat.ts";
import type { Engine, EngineStatus, GenerateRequest, Generation, OnText } from "../../models/engine.ts";
import type { Prompt } from "../../models/prompt.ts";

/** What an engine was asked, and what it answered. */
type Exchange = { readonly prompt: Prompt | ChatPrompt; readonly generation: Generation };

/** An engine that remembers the last thing it was asked, for a command that tells of it. */
export class WatchedEngine implements Engine {
  readonly #engine: Engine;
  #last: Exchange | undefined;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** The last exchange that came to an end; undefined before the first. */
  get last(): Exchange | undefined {
    return this.#last;
  }

  get status(): EngineStatus {
    return this.#engine.status;
  }

  onStatus(listener: (status: EngineStatus) => void): () => void {
    return this.#engine.onStatus(listener);
  }

  start(): void {
    this.#engine.start();
  }

  async generate(request: GenerateRequest, onText: OnText, token: CancellationToken): Promise<Generation> {
    const generation = await this.#engine.generate(request, onText, token);
    this.#last = { prompt: request.prompt, generation };
    return generation;
  }

  dispose(): void {
    this.#engine.dispose();
  }
}
