import { GgufInsights, type Llama, type LlamaModel, readGgufFileInfo } from "node-llama-cpp";
import type { HostSettings } from "../local/protocol.ts";
import type { ContextSize } from "./attempts.ts";

/**
 * Most tokens in one decode. Its buffers grow with it and the vocabulary: 300 MB for 512 tokens of 150,000 words. A
 * processor takes no more than this in the time of a chunk.
 */
export function batchTokensFor(gpuLayers: number): number {
  return gpuLayers > 0 ? 512 : 128;
}

/** Past this, prompts do not get better and the cache only costs memory; a model trained on less has less. */
const defaultContextTokens = 4096;

/** The length of the prompts that a model is opened for. */
export function wantedContext({ contextTokens }: HostSettings, trainedTokens: number): number {
  return Math.min(contextTokens === "auto" ? defaultContextTokens : contextTokens, trainedTokens);
}

/** Two documents have a cache each. */
export function wantedSequences({ role }: HostSettings): number {
  return role === "chat" ? 1 : 2;
}

/** The processor's memory that a model which is not loaded yet would take. */
export async function estimatedRam(llama: Llama, settings: HostSettings): Promise<number> {
  const file = await readGgufFileInfo(settings.model, { sourceType: "filesystem", logWarnings: false });
  const insights = await GgufInsights.from(file, llama);
  const { gpuLayers } = await insights.configurationResolver.resolveModelGpuLayersV2(
    llama.gpu ? settings.gpuLayers : 0,
    { ignoreMemorySafetyChecks: true },
  );
  const weights = await insights.estimateModelResourceRequirementsV2({ gpuLayers });
  const caches = await insights.estimateContextResourceRequirementsV2({
    contextSize: wantedContext(settings, insights.trainContextSize ?? defaultContextTokens),
    modelGpuLayers: gpuLayers,
    batchSize: batchTokensFor(gpuLayers),
    sequences: wantedSequences(settings),
  });
  return weights.cpuRam + caches.cpuRam;
}

/** An estimate of what weights and caches take in RAM and in the GPU's memory. */
export async function llamaMemoryBytes(model: LlamaModel, { contextTokens, sequences }: ContextSize) {
  const caches = await model.fileInsights.estimateContextResourceRequirementsV2({
    contextSize: contextTokens,
    modelGpuLayers: model.gpuLayers,
    batchSize: batchTokensFor(model.gpuLayers),
    sequences,
  });
  const { ram, vram } = model.memoryUsage;
  return { ram: ram + caches.cpuRam, vram: vram + caches.gpuVram };
}

/**
 * The part of a GPU's memory that is left free. node-llama-cpp leaves some, as estimates are not exact. Or else the
 * user says how much.
 */
export function vramPadding(totalBytes: number, { gpuMemoryBytes }: HostSettings): number {
  const usual = Math.min(0.06 * totalBytes, 2 ** 30);
  return Math.max(usual, totalBytes - (gpuMemoryBytes ?? totalBytes));
}
