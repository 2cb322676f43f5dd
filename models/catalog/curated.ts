import type { CatalogModel, ModelShape } from "./model.ts";
import { qwenCoders } from "./qwenCoders.ts";

const shape = (layers: number, kvHeads: number, headSize: number, vocabulary: number): ModelShape => ({
  layers,
  kvHeads,
  headSize,
  vocabulary,
});

/** Most entries have these in common. */
const usual = { unfitForTyping: false, verified: false } as const;
const apache = { licence: "Apache-2.0", open: true } as const;
const eightBits = { role: "completion", quantization: "Q8_0", bytes: null } as const;
const tabby = { source: "https://github.com/TabbyML/registry-tabby" } as const;

const starCoder2 = {
  ...usual,
  ...eightBits,
  ...tabby,
  family: "starcoder2",
  licence: "BigCode OpenRAIL-M",
  open: false,
  contextTokens: 16_384,
  notes: "trained on permissively licensed code; its licence restricts some uses",
} as const;

const qwen35 = {
  ...usual,
  ...apache,
  role: "chat",
  family: null,
  quantization: "Q4_K_M",
  bytes: null,
  sha256: null,
  contextTokens: null,
  shape: null,
  unfitForTyping: true,
  notes: "a hybrid: its state cannot be rolled back (llama.cpp 20153, 20225)",
} as const;

/**
 * The models that Hearth knows. Shapes are those of the published configurations. Sizes and hashes are those that
 * public catalogues agree on. `verified` says which were compared with a file here. A download whose hash is
 * not the one written here is refused. Where none is written, the first download pins it.
 */
export const curated: readonly CatalogModel[] = [
  ...qwenCoders,
  {
    ...starCoder2,
    id: "starcoder2-3b-q8",
    parameters: 3.03e9,
    place: { kind: "hub", repository: "nold/starcoder2-3b-GGUF", file: "starcoder2-3b_Q8_0.gguf" },
    sha256: "0499b8d046c56934c9741fd00c6206a5f7ca0eb42b59304ab7f4a20cd2f28ebf",
    shape: shape(30, 2, 128, 49_152),
  },
  {
    ...starCoder2,
    id: "starcoder2-7b-q8",
    parameters: 7.17e9,
    place: { kind: "hub", repository: "nold/starcoder2-7b-GGUF", file: "starcoder2-7b_Q8_0.gguf" },
    sha256: "72a8a59486cdcc8549e5a17a5c5ec66b6ce5db71a9408a2800985791a40fbff0",
    shape: shape(32, 4, 128, 49_152),
  },
  {
    ...usual,
    ...eightBits,
    ...tabby,
    id: "deepseek-coder-1.3b-q8",
    family: "deepseek-coder",
    parameters: 1.35e9,
    place: {
      kind: "hub",
      repository: "icycodes/deepseek-coder-1.3b-base-Q8_0-GGUF",
      file: "deepseek-coder-1.3b-base-q8_0.gguf",
    },
    sha256: "f25baf6ed77e1f651af3b5359fadc4e77656621a7660f36624de70d631d110d2",
    licence: "DeepSeek model licence",
    open: false,
    contextTokens: 16_384,
    shape: shape(24, 16, 128, 32_256),
    notes: "old, but small; its licence restricts some uses",
  },
  {
    ...usual,
    ...eightBits,
    ...tabby,
    id: "codegemma-2b-q8",
    family: "code-gemma",
    parameters: 2.51e9,
    place: { kind: "hub", repository: "TabbyML/models", file: "codegemma-2b.Q8_0.gguf" },
    sha256: "a5dc633538a2e152d8e9f69766135b4bffcc5611d6dd84200e280419f7dc1eba",
    licence: "Gemma terms of use",
    open: false,
    contextTokens: 8192,
    shape: shape(18, 1, 256, 256_000),
    notes: "its terms restrict some uses",
  },
  {
    ...usual,
    ...tabby,
    id: "codestral-22b-q8",
    role: "both",
    family: "codestral",
    parameters: 22.2e9,
    quantization: "Q8_0",
    place: { kind: "hub", repository: "bartowski/Codestral-22B-v0.1-GGUF", file: "Codestral-22B-v0.1-Q8_0.gguf" },
    bytes: null,
    sha256: "4f9ad7e24043cf3ec19002737019f0798ebe1cecbfecba2e047ea07b92721ac0",
    licence: "Mistral non-production licence",
    open: false,
    contextTokens: 32_768,
    shape: shape(56, 8, 128, 32_768),
    notes: "not for commercial use",
  },
  {
    ...usual,
    ...apache,
    id: "granite-4.0-micro-q4",
    role: "both",
    family: "granite4",
    parameters: 3.4e9,
    quantization: "Q4_K_M",
    place: {
      kind: "hub",
      repository: "ibm-granite/granite-4.0-micro-GGUF",
      file: "granite-4.0-micro-Q4_K_M.gguf",
    },
    bytes: null,
    sha256: null,
    contextTokens: 131_072,
    shape: shape(40, 8, 64, 100_352),
    notes: "the dense Granite 4; the models named h- are hybrids",
    source: "https://huggingface.co/ibm-granite/granite-4.0-micro-GGUF",
  },
  {
    ...usual,
    ...eightBits,
    ...apache,
    id: "mellum-4b-q8",
    family: "mellum",
    parameters: 4.02e9,
    place: { kind: "hub", repository: "JetBrains/Mellum-4b-sft-all-gguf", file: "mellum-4b-sft-all.Q8_0.gguf" },
    sha256: null,
    contextTokens: 8192,
    shape: null,
    notes: "trained for completion only",
    source: "https://huggingface.co/JetBrains/Mellum-4b-sft-all-gguf",
  },
  {
    ...usual,
    ...apache,
    id: "gpt-oss-20b",
    role: "chat",
    family: null,
    parameters: 20.9e9,
    activeParameters: 3.6e9,
    quantization: "MXFP4",
    place: { kind: "hub", repository: "ggml-org/gpt-oss-20b-GGUF", file: "gpt-oss-20b-mxfp4.gguf" },
    bytes: null,
    sha256: null,
    contextTokens: 131_072,
    shape: shape(24, 8, 64, 201_088),
    notes: "a mixture of experts: quick for its size; thinks before it answers",
    source: "https://huggingface.co/ggml-org/gpt-oss-20b-GGUF",
  },
  {
    ...qwen35,
    id: "qwen3.5-4b-q4",
    parameters: 4e9,
    place: { kind: "hub", repository: "unsloth/Qwen3.5-4B-GGUF", file: "Qwen3.5-4B-Q4_K_M.gguf" },
    source: "https://huggingface.co/unsloth/Qwen3.5-4B-GGUF",
  },
  {
    ...qwen35,
    id: "qwen3.5-9b-q4",
    parameters: 9e9,
    place: { kind: "hub", repository: "unsloth/Qwen3.5-9B-GGUF", file: "Qwen3.5-9B-Q4_K_M.gguf" },
    source: "https://huggingface.co/unsloth/Qwen3.5-9B-GGUF",
  },
];
