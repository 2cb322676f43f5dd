import {
  type Engine,
  type EngineStatus,
  EngineUnavailable,
  type Generation,
  type LoadedModel,
} from "../../models/engine.ts";
import { Status } from "../../models/status.ts";

/** What stands where a model is reported: no weights, and nothing that could be asked. */
const noModel: LoadedModel = {
  path: "memory",
  name: "memory of the workspace",
  family: null,
  chat: false,
  isMemory: true,
  contextTokens: 0,
  charactersPerToken: 3.5,
  gpu: false,
  gpuLayers: 0,
  totalLayers: 0,
  threads: 0,
  memoryBytes: { ram: 0, vram: 0 },
  compromise: null,
};

/** Stands where the user wants no model: always ready, and answers no prompt. */
export class MemoryEngine implements Engine {
  readonly #status = new Status({ state: "ready", model: noModel });

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
    return Promise.reject(new EngineUnavailable("the memory of the workspace is no model: it answers no prompts"));
  }

  dispose(): void {
    this.#status.forgetListeners();
  }
}
