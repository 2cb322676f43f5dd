import type { HostSettings } from "../../models/local/protocol.ts";
import type { Config } from "../config/config.ts";
import { type FindModel, modelPath, modelPaths } from "./modelPath.ts";

/** The settings that the engine host is started with. */
export function hostSettings(config: Config, find: FindModel = modelPaths()): HostSettings {
  const { family, gpu, gpuLayers, gpuMemoryMB, contextTokens, threads } = config;
  return {
    model: modelPath(config.model, find),
    family: family === "auto" ? null : family,
    role: "all",
    gpu,
    gpuLayers,
    gpuMemoryBytes: gpuMemoryMB === "auto" ? null : gpuMemoryMB * 1e6,
    contextTokens,
    threads,
    idleMs: config.idleMinutes * 60_000,
  };
}

/** The settings of a second host for conversations; undefined where one model does everything. */
export function chatSettings(config: Config, find: FindModel = modelPaths()): HostSettings | undefined {
  const settings = hostSettings(config, find);
  const model = config.chat.model === "same" ? settings.model : modelPath(config.chat.model, find);
  if (model === settings.model) return undefined;
  // The layers that were counted for one model say nothing of another, unless there are to be none.
  const gpuLayers = settings.gpuLayers === 0 ? 0 : "auto";
  return { ...settings, model, family: null, role: "chat", gpuLayers };
}
