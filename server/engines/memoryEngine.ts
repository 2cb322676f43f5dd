import type { LoadedModel } from "../../models/engine.ts";
import { StillEngine } from "../../models/stillEngine.ts";

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
export class MemoryEngine extends StillEngine {
  constructor() {
    super({ state: "ready", model: noModel }, "the memory of the workspace is no model: it answers no prompts");
  }
}
