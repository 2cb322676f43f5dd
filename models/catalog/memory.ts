import type { CatalogModel, ModelShape } from "./model.ts";
import { quantizedBytes } from "./quantization.ts";

/** How a host is to run a model. */
type Use = {
  readonly contextTokens: number;
  /** KV caches of that many tokens each. */
  readonly caches: number;
  /** Most tokens in one decode. */
  readonly batchTokens: number;
};

const contextTokens = 4096;
/** Two caches for typing; whatever answers questions has one more, for itself. */
const caches = { all: 3, completion: 2, chat: 1 } as const;
const batchTokens = { gpu: 512, ram: 128 } as const;

/**
 * The way the engine host runs a model in a role, unless it is told otherwise. The model is in the GPU's or the
 * machine's memory.
 */
export function usualUse(role: keyof typeof caches, memory: keyof typeof batchTokens): Use {
  return { contextTokens, caches: caches[role], batchTokens: batchTokens[memory] };
}

/** Keys and values are kept as 16-bit floats. */
const bytesPerValue = 2;
/** The logits of a batch are 32-bit floats. */
const bytesPerLogit = 4;
/** For a model of which only the weights are known: what caches and buffers took of those that were measured. */
const unknownShapeShare = 0.25;

/** The size of one token's keys and values in all layers. */
export function cacheBytesPerToken({ layers, kvHeads, headSize }: ModelShape): number {
  return 2 * layers * kvHeads * headSize * bytesPerValue;
}

/**
 * The size of the weights. A file is as large as its weights, give or take its vocabulary. Null for a file nobody
 * described.
 */
export function weightBytes(model: CatalogModel): number | null {
  if (model.bytes !== null) return model.bytes;
  return model.quantization && model.parameters > 0 ? quantizedBytes(model.parameters, model.quantization) : null;
}

/** The memory that a model takes with its caches and buffers: an estimate. Null where its size is not known. */
export function neededMemoryBytes(model: CatalogModel, use: Use): number | null {
  const weights = weightBytes(model);
  if (weights === null) return null;
  const { shape } = model;
  if (!shape) return weights * (1 + unknownShapeShare);
  const contextTokens = Math.min(use.contextTokens, model.contextTokens ?? use.contextTokens);
  const caches = cacheBytesPerToken(shape) * contextTokens * use.caches;
  return weights + caches + use.batchTokens * shape.vocabulary * bytesPerLogit;
}

/**
 * Tokens that a model writes in a second where memory is read at `bytesPerSecond`. Each token passes through all active
 * weights once. Reading a prompt is another matter.
 */
export function tokensPerSecond(model: CatalogModel, bytesPerSecond: number): number | null {
  const weights = weightBytes(model);
  if (weights === null) return null;
  const activeShare = model.activeParameters === undefined ? 1 : model.activeParameters / model.parameters;
  return bytesPerSecond / (weights * activeShare);
}
