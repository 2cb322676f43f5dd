/**
 * Bits per weight of a whole file, as llama.cpp's `llama-quantize` documents them for Llama 3.1 8B (MXFP4: its
 * block format). A model whose embeddings weigh more is a little larger: an estimate until the file is there.
 * https://github.com/ggml-org/llama.cpp/blob/master/tools/quantize/README.md
 */
const bitsPerWeight = {
  F16: 16,
  Q8_0: 8.5,
  Q6_K: 6.56,
  Q5_K_M: 5.7,
  Q4_K_M: 4.89,
  Q4_K_S: 4.67,
  Q4_0: 4.66,
  MXFP4: 4.6,
} as const;

export type Quantization = keyof typeof bitsPerWeight;

export function quantizedBytes(parameters: number, quantization: Quantization): number {
  return (parameters * bitsPerWeight[quantization]) / 8;
}

/** The quantization that a GGUF's name ends with, as is the custom: "model-Q4_K_M.gguf". */
export function quantizationIn(file: string): Quantization | null {
  const found = Object.keys(bitsPerWeight).filter((name) => new RegExp(`[-._]${name}\\b`, "i").test(file));
  return (found[0] as Quantization | undefined) ?? null;
}

export function isQuantization(name: string): name is Quantization {
  return Object.hasOwn(bitsPerWeight, name);
}
