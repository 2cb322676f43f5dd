/** With llamaSequence, all that imports node-llama-cpp: a GGUF as the few things Hearth needs of it. */
import { basename } from "node:path";
import {
  GgufInsights,
  getLlama,
  type Llama,
  LlamaLogLevel,
  type LlamaModel,
  type Token as LlamaToken,
  readGgufFileInfo,
} from "node-llama-cpp";
import { families } from "../families.ts";
import type { ModelDescription } from "../family.ts";
import type { HostSettings } from "../protocol.ts";
import { type ContextSize, contextSizes, firstThatFits, layerCounts } from "./attempts.ts";
import type { ChatMetadata } from "./chatTemplate.ts";
import { sequenceOf } from "./llamaSequence.ts";
import { remembered } from "./remembered.ts";
import type { Sequence } from "./sequence.ts";
import { spellings } from "./spelling.ts";
import type { Token, Vocabulary } from "./vocabulary.ts";

/** Past this, prompts do not get better and the cache only costs memory; a model trained on less has less. */
const defaultContextTokens = 4096;

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
  readonly memoryBytes: { readonly ram: number; readonly vram: number };
  readonly compromise: string | null;
  readonly vramBytes: () => Promise<number>;
  /** Frees all its memory. */
  readonly dispose: () => Promise<void>;
};

/**
 * Loads a GGUF, with fewer layers on the GPU or smaller caches where memory is short. Throws what node-llama-cpp
 * throws; `modelProblem` turns that into a sentence. `onEstimate` is told before the weights are read what memory of
 * the processor they and their caches will take, and may throw.
 */
export async function openModel(
  settings: HostSettings,
  onProgress: (progress: number) => void,
  log: (message: string) => void,
  onEstimate?: (ramBytes: number) => Promise<void>,
): Promise<OpenModel> {
  const llama = await getLlama({
    gpu: settings.gpu === "off" ? false : settings.gpu,
    build: "never",
    progressLogs: false,
    logLevel: LlamaLogLevel.warn,
    logger: (_level, message) => log(message.trim()),
    vramPadding: (total) => Math.max(defaultVramPadding(total), total - (settings.gpuMemoryBytes ?? total)),
  });
  await onEstimate?.(await estimatedRam(llama, settings));
  const layers = layerCounts(settings.gpuLayers, llama.gpu !== false);
  const { choice: gpuLayers, result } = await firstThatFits(layers, (gpuLayers) => load(gpuLayers), log);
  const { model, context, size, wanted, openContext, batchTokens, threads } = result;
  const tokenTexts = model.fileInfo.metadata.tokenizer.ggml.tokens;
  const ids = new Map(tokenTexts.map((tokenText, id) => [tokenText, id]));
  return {
    description: describe(model, settings.model, ids),
    vocabulary: vocabulary(model, ids),
    chat: chatMetadata(model),
    editSequences: Array.from({ length: size.sequences }, () => sequenceOf(context.getSequence())),
    openActionSequence: async () => {
      if (settings.role === "chat") return undefined; // its one cache is for nothing else
      const only = [{ contextTokens: size.contextTokens, sequences: 1 }];
      const own = await firstThatFits(only, openContext, log).catch((error) => {
        log(`actions share the cache of the typed text: ${error.message}`);
        return undefined;
      });
      return own && sequenceOf(own.result.getSequence());
    },
    contextTokens: context.contextSize,
    batchTokens,
    gpu: llama.gpu,
    gpuLayers: model.gpuLayers,
    totalLayers: model.fileInsights.totalLayers,
    threads,
    memoryBytes: await memoryBytes(model, size, batchTokens),
    compromise: compromise(
      size.contextTokens < wanted && size.contextTokens,
      gpuLayers !== layers[0] && model.gpuLayers,
    ),
    dispose: () => model.dispose(),
    vramBytes: async () => (llama.gpu ? (await llama.getVramState()).used : 0),
  };

  async function load(gpuLayers: number | "auto") {
    const model = await llama.loadModel({ modelPath: settings.model, gpuLayers, onLoadProgress: onProgress });
    const threads = settings.threads === "auto" ? idealThreads(llama) : settings.threads;
    const batchTokens = model.gpuLayers > 0 ? gpuBatchTokens : cpuBatchTokens;
    const wanted = wantedContext(settings, model.trainContextSize);
    const openContext = ({ contextTokens: contextSize, sequences }: ContextSize) =>
      model.createContext({ contextSize, sequences, threads, batchSize: batchTokens });
    try {
      const { choice: size, result: context } = await firstThatFits(
        contextSizes(wanted, wantedSequences(settings)),
        openContext,
        log,
      );
      return { model, context, size, wanted, openContext, batchTokens, threads };
    } catch (error) {
      await model.dispose();
      throw error;
    }
  }
}

/**
 * Most tokens in one decode. The buffers for it grow with it and the vocabulary (300 MB for 512 tokens of 150,000
 * words), and a processor takes no more than this in the time of a chunk.
 */
const cpuBatchTokens = 128;
const gpuBatchTokens = 512;

/** What node-llama-cpp leaves free of a GPU's memory: estimates are not exact. */
function defaultVramPadding(totalBytes: number): number {
  return Math.min(0.06 * totalBytes, 2 ** 30);
}

function wantedContext({ contextTokens }: HostSettings, trainedTokens: number): number {
  return Math.min(contextTokens === "auto" ? defaultContextTokens : contextTokens, trainedTokens);
}

function wantedSequences({ role }: HostSettings): number {
  return role === "chat" ? 1 : 2;
}

/** What a model that is not loaded yet would take of the processor's memory. */
async function estimatedRam(llama: Llama, settings: HostSettings): Promise<number> {
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
    batchSize: gpuLayers > 0 ? gpuBatchTokens : cpuBatchTokens,
    sequences: wantedSequences(settings),
  });
  return weights.cpuRam + caches.cpuRam;
}

/** An estimate of what weights and caches take in RAM and in the GPU's memory. */
async function memoryBytes(model: LlamaModel, { contextTokens, sequences }: ContextSize, batchSize: number) {
  const caches = await model.fileInsights.estimateContextResourceRequirementsV2({
    contextSize: contextTokens,
    modelGpuLayers: model.gpuLayers,
    batchSize,
    sequences,
  });
  const { ram, vram } = model.memoryUsage;
  return { ram: ram + caches.cpuRam, vram: vram + caches.gpuVram };
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
 * More threads than idle cores make llama.cpp many times slower (its threads spin-wait for the slowest),
 * so one core is left to the editor; a GPU needs only one thread that feeds it.
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

/** GGUF token types, from the GGUF specification's `tokenizer.ggml.token_type`. */
const controlType = 3;
const userDefinedType = 4;

function vocabulary(model: LlamaModel, ids: ReadonlyMap<string, number>): Vocabulary {
  const { ggml, chat_template: template = "" } = model.fileInfo.metadata.tokenizer;
  const types = ggml.token_type;
  const control = new Map<Token, string>();
  const known = new Set(families.flatMap((family) => [...family.tokens, ...family.stopTokens]));
  ggml.tokens.forEach((tokenText, id) => {
    const looksLikeOne = /^<[|｜[].*[|｜\]]>$/u.test(tokenText);
    const isUsedAsOne = /^[<[].+[>\]]$/u.test(tokenText) && template.includes(tokenText);
    const marker = types[id] === userDefinedType && (looksLikeOne || isUsedAsOne);
    if (types[id] === controlType || marker || known.has(tokenText)) control.set(id, tokenText);
  });
  // SentencePiece puts a blank before every piece of text; mid-file there must be none.
  const spaced = ggml.model === "llama";
  return {
    control,
    beginning: model.tokens.shouldPrependBosToken ? (model.tokens.bos ?? undefined) : undefined,
    tokenize: remembered((text) => model.tokenize(text, false, spaced ? "trimLeadingSpace" : undefined)),
    tokenOf: (tokenText) => ids.get(tokenText),
    isEnd: (token) => model.isEogToken(token as LlamaToken),
    spelling: spellings(ggml.tokens, ggml.model, new Set(control.keys())),
    detokenize: (tokens, before) =>
      model.detokenize(tokens as readonly LlamaToken[], false, before as readonly LlamaToken[]),
  };
}
