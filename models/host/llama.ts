import { basename } from "node:path";
import { getLlama, type Llama, LlamaLogLevel, type LlamaModel } from "node-llama-cpp";
import { errorMessage } from "../../base/errorText.ts";
import type { ModelDescription } from "../family.ts";
import type { HostSettings } from "../local/protocol.ts";
import { type ContextSize, contextSizes, firstThatFits, layerCounts } from "./attempts.ts";
import type { ChatMetadata } from "./chatTemplate.ts";
import {
  batchTokensFor,
  estimatedRam,
  llamaMemoryBytes,
  vramPadding,
  wantedContext,
  wantedSequences,
} from "./llamaMemory.ts";
import { sequenceOf } from "./llamaSequence.ts";
import { llamaVocabulary } from "./llamaVocabulary.ts";
import type { Sequence } from "./sequence.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** A GGUF in memory, as the few things Hearth needs of it. */
export type OpenModel = {
  readonly description: ModelDescription;
  readonly vocabulary: Vocabulary;
  /** Undefined for a model that was not taught to hold conversations. */
  readonly chat: ChatMetadata | undefined;
  /** For the text around cursors. */
  readonly editSequences: readonly Sequence[];
  /** One more, in memory of its own; undefined if there is not enough. */
  readonly openActionSequence: () => Promise<Sequence | undefined>;
  readonly contextTokens: number;
  /** Most tokens in one decode. */
  readonly batchTokens: number;
  readonly gpu: string | false;
  readonly gpuLayers: number;
  readonly totalLayers: number;
  readonly threads: number;
  /**
   * Has the decodes from now on use all cores, or leave one to the editor. A number of threads that the user chose
   * stays.
   */
  readonly useAllCores: (all: boolean) => void;
  readonly weightBytes: number;
  readonly memoryBytes: { readonly ram: number; readonly vram: number };
  readonly compromise: string | null;
  readonly vramBytes: () => Promise<number>;
  /** Frees all its memory. */
  readonly dispose: () => Promise<void>;
};

type LogMessage = (message: string) => void;

/**
 * Loads a GGUF, with fewer layers on the GPU or smaller caches where memory is short. Throws what node-llama-cpp
 * throws; `modelProblem` turns that into a sentence. `onEstimate` is told what processor memory the weights and their
 * caches will take. It is called before they are read, and may throw.
 */
export async function openModel(
  settings: HostSettings,
  onProgress: (progress: number) => void,
  log: LogMessage,
  onEstimate?: (ramBytes: number) => Promise<void>,
): Promise<OpenModel> {
  const llama = await startLlama(settings, log);
  await onEstimate?.(await estimatedRam(llama, settings));
  const layers = layerCounts(settings.gpuLayers, llama.gpu !== false);
  const open = (gpuLayers: number | "auto") => load(llama, settings, gpuLayers, onProgress, log);
  const { choice: gpuLayers, result } = await firstThatFits(layers, open, log);
  const { model, context, size, wantedTokens, openContext, threads } = result;
  const mayUseAll = settings.threads === "auto" && !llama.gpu;
  const useAllCores = (all: boolean) => {
    if (mayUseAll) llama.maxThreads = all ? llama.cpuMathCores : threads;
  };
  useAllCores(false);
  const tokenTexts = model.fileInfo.metadata.tokenizer.ggml.tokens;
  const ids = new Map(tokenTexts.map((tokenText, id) => [tokenText, id]));
  return {
    description: describe(model, settings.model, ids),
    vocabulary: llamaVocabulary(model, ids),
    chat: chatMetadata(model),
    editSequences: Array.from({ length: size.sequences }, () => sequenceOf(context.getSequence())),
    openActionSequence: async () => {
      if (settings.role === "chat") return undefined; // its one cache is for nothing else
      const own = await oneMore(openContext, size, log);
      return own && sequenceOf(own.getSequence());
    },
    contextTokens: context.contextSize,
    batchTokens: batchTokensFor(model.gpuLayers),
    gpu: llama.gpu,
    gpuLayers: model.gpuLayers,
    totalLayers: model.fileInsights.totalLayers,
    threads,
    useAllCores,
    weightBytes: model.size,
    memoryBytes: await llamaMemoryBytes(model, size),
    compromise: compromise(
      size.contextTokens < wantedTokens && size.contextTokens,
      gpuLayers !== layers[0] && model.gpuLayers,
    ),
    dispose: () => model.dispose(),
    vramBytes: async () => (llama.gpu ? (await llama.getVramState()).used : 0),
  };
}

function startLlama(settings: HostSettings, log: LogMessage): Promise<Llama> {
  return getLlama({
    gpu: settings.gpu === "off" ? false : settings.gpu,
    build: "never",
    progressLogs: false,
    logLevel: LlamaLogLevel.warn,
    logger: (_level, message) => log(message.trim()),
    vramPadding: (totalBytes) => vramPadding(totalBytes, settings),
  });
}

/** The weights, with the largest caches that fit beside them. */
async function load(
  llama: Llama,
  settings: HostSettings,
  gpuLayers: number | "auto",
  onLoadProgress: (progress: number) => void,
  log: LogMessage,
) {
  const model = await llama.loadModel({ modelPath: settings.model, gpuLayers, onLoadProgress });
  const threads = settings.threads === "auto" ? idealThreads(llama) : settings.threads;
  // How many of them run is limited from decode to decode, see `useAllCores`.
  const mostThreads = settings.threads === "auto" && !llama.gpu ? llama.cpuMathCores : threads;
  const batchSize = batchTokensFor(model.gpuLayers);
  const wantedTokens = wantedContext(settings, model.trainContextSize);
  const openContext = ({ contextTokens: contextSize, sequences }: ContextSize) =>
    model.createContext({ contextSize, sequences, threads: mostThreads, batchSize });
  try {
    const sizes = contextSizes(wantedTokens, wantedSequences(settings));
    const { choice: size, result: context } = await firstThatFits(sizes, openContext, log);
    return { model, context, size, wantedTokens, openContext, threads };
  } catch (error) {
    await model.dispose();
    throw error;
  }
}

/** A cache of its own for actions, if there is memory for it. */
async function oneMore<T>(
  open: (size: ContextSize) => Promise<T>,
  { contextTokens }: ContextSize,
  log: LogMessage,
): Promise<T | undefined> {
  try {
    return (await firstThatFits([{ contextTokens, sequences: 1 }], open, log)).result;
  } catch (error) {
    log(`actions share the cache of the typed text: ${errorMessage(error)}`);
    return undefined;
  }
}

/** The sentence for what was given up, if anything was. */
function compromise(contextTokens: number | false, gpuLayers: number | false): string | null {
  const given = [
    contextTokens !== false && `the model sees ${contextTokens} tokens at once`,
    gpuLayers !== false && `${gpuLayers} of its layers are on the GPU`,
  ].filter(Boolean);
  return given.length === 0 ? null : `memory is short, so only ${given.join(" and ")}`;
}

/**
 * More threads than idle cores make llama.cpp many times slower: its threads spin-wait for the slowest. So one core is
 * left to the editor. A GPU needs only one thread that feeds it.
 */
function idealThreads(llama: Llama): number {
  return llama.gpu ? 1 : Math.max(1, llama.cpuMathCores - 1);
}

function describe(model: LlamaModel, path: string, ids: ReadonlyMap<string, number>): ModelDescription {
  const { general } = model.fileInfo.metadata;
  return {
    architecture: general.architecture,
    name: general.name || general.basename || basename(path, ".gguf"),
    hasToken: (tokenText) => ids.has(tokenText),
  };
}

function chatMetadata({ fileInfo, tokens }: LlamaModel): ChatMetadata | undefined {
  const { chat_template: template } = fileInfo.metadata.tokenizer;
  return template ? { template, beginning: tokens.bosString ?? "", end: tokens.eosString ?? "" } : undefined;
}
