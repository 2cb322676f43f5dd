import type { CatalogModel, Shape } from "./model.ts";
import { quantizedBytes } from "./quantization.ts";

/** How a host is to run a model. */
export type Use = {
  readonly contextTokens: number;
  /** KV caches of that many tokens each. */
  readonly caches: number;
  /** Most tokens in one decode. */
  readonly batchTokens: number;
};

/** What the engine host uses unless it is told otherwise: two caches for typing and one for actions. */
export const gpuUse: Use = { contextTokens: 4096, caches: 3, batchTokens: 512 };
export const cpuUse: Use = { contextTokens: 4096, caches: 3, batchTokens: 128 };

/** Keys and values are kept as 16-bit floats. */
const bytesPerValue = 2;
/** The logits of a batch are 32-bit floats. */
const bytesPerLogit = 4;
/** For a model of which only the weights are known: what caches and buffers took of those that were measured. */
const unknownShapeShare = 0.25;

/** Of one token's keys and values in all layers. */
export function cacheBytesPerToken({ layers, kvHeads, headSize }: Shape): number {
  return 2 * layers * kvHeads * headSize * bytesPerValue;
}

/** Of the weights; a file is as large as its weights, give or take its vocabulary. Null for a file nobody described. */
export function weightBytes(model: CatalogModel): number | null {
  if (model.bytes !== null) return model.bytes;
  return model.quantization && model.parameters > 0 ? quantizedBytes(model.parameters, model.quantization) : null;
}

/** What a model takes in memory with its caches and buffers: an estimate. Null where its size is not known. */
export function memoryBytes(model: CatalogModel, use: Use): number | null {
  const weights = weightBytes(model);
  if (weights === null) return null;
  const { shape } = model;
  if (!shape) return weights * (1 + unknownShapeShare);
  const contextTokens = Math.min(use.contextTokens, model.contextTokens ?? use.contextTokens);
  const caches = cacheBytesPerToken(shape) * contextTokens * use.caches;
  return weights + caches + use.batchTokens * shape.vocabulary * bytesPerLogit;
}

/**
 * Tokens that a model writes in a second where memory is read at `bytesPerSecond`: each token passes through all
 * active weights once. Reading a prompt is another matter.
 */
export function tokensPerSecond(model: CatalogModel, bytesPerSecond: number): number | null {
  const weights = weightBytes(model);
  if (weights === null) return null;
  const activeShare = model.activeParameters === undefined ? 1 : model.activeParameters / model.parameters;
  return bytesPerSecond / (weights * activeShare);
}
