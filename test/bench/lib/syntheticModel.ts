import { closeSync, ftruncateSync, openSync, readFileSync, writeSync } from "node:fs";
import {
  type Metadata,
  missing,
  padded,
  readMetadata,
  string,
  type,
  uint32,
  uint64,
  type Value,
  writeMetadata,
} from "./gguf.ts";

export type Shape = {
  readonly width: number;
  readonly layers: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly feedForward: number;
};

export type SyntheticModel = {
  readonly shape: Shape;
  /** A GGUF whose vocabulary is taken over, padded with unused tokens up to `smallestVocabulary`. */
  readonly vocabularyPath: string;
  readonly smallestVocabulary: number;
  readonly contextTokens: number;
  readonly name: string;
  /** The weights are holes in the file: it takes no space on the disk, and is of no use but to be measured. */
  readonly isHollow?: boolean;
};

/** `size` as in the file: the length of a row first. Norms are ones in F32, all else is random in Q8_0. */
type Tensor = { readonly name: string; readonly size: readonly number[] };

const f32 = 0;
const q8 = 8;
/** A block of Q8_0: a scale in half precision and 32 bytes. */
const blockValues = 32;
const blockBytes = 34;
/** 0.0004 in half precision: weights spread over ±0.05. */
const blockScale = 0x0e8e;

/** Writes a llama-architecture GGUF with random weights. The same arguments give the same file. */
export function writeSyntheticModel(path: string, model: SyntheticModel): void {
  const vocabulary = vocabularyOf(model);
  const tokens = vocabulary.get("tokenizer.ggml.tokens")?.value as readonly string[];
  const metadata = new Map([...ownMetadata(model), ...vocabulary]);
  const tensors = tensorsOf(model.shape, tokens.length);
  const file = openSync(path, "w");
  const write = (bytes: Buffer) => {
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
  };
  const header = padded(
    Buffer.concat([
      Buffer.from("GGUF"),
      uint32(3),
      uint64(tensors.length),
      uint64(metadata.size),
      writeMetadata(metadata),
      ...tensorHeaders(tensors),
    ]),
  );
  write(header);
  if (model.isHollow)
    ftruncateSync(
      file,
      tensors.reduce((end, tensor) => end + paddedBytesOf(tensor), header.length),
    );
  else for (const tensor of tensors) for (const bytes of contents(tensor)) write(bytes);
  closeSync(file);
}

function ownMetadata({ shape, name, contextTokens }: SyntheticModel): [string, Value][] {
  const whole = (value: number): Value => ({ type: type.u32, value });
  return [
    ["general.architecture", { type: type.string, value: "llama" }],
    ["general.name", { type: type.string, value: name }],
    ["general.file_type", whole(7)],
    ["llama.context_length", whole(contextTokens)],
    ["llama.embedding_length", whole(shape.width)],
    ["llama.block_count", whole(shape.layers)],
    ["llama.feed_forward_length", whole(shape.feedForward)],
    ["llama.attention.head_count", whole(shape.heads)],
    ["llama.attention.head_count_kv", whole(shape.kvHeads)],
    ["llama.attention.layer_norm_rms_epsilon", { type: type.f32, value: 1e-6 }],
    ["llama.rope.dimension_count", whole(shape.width / shape.heads)],
    ["llama.rope.freq_base", { type: type.f32, value: 1_000_000 }],
  ];
}

function vocabularyOf({ vocabularyPath, smallestVocabulary }: SyntheticModel): Metadata {
  const own = [...readMetadata(readFileSync(vocabularyPath))].filter(([key]) => key.startsWith("tokenizer."));
  const unused: Readonly<Record<string, (index: number) => string | number>> = {
    "tokenizer.ggml.tokens": (index) => `[UNUSED${index}]`,
    "tokenizer.ggml.token_type": () => 5,
    "tokenizer.ggml.scores": () => 0,
  };
  return new Map(
    own.map(([key, value]) => {
      const filler = unused[key];
      if (!filler || !("of" in value)) return [key, value];
      const missing = Math.max(0, smallestVocabulary - value.value.length);
      const added = Array.from({ length: missing }, (_, index) => filler(index));
      return [key, { ...value, value: [...value.value, ...added] }];
    }),
  );
}

function tensorsOf({ width, layers, heads, kvHeads, feedForward }: Shape, tokens: number): Tensor[] {
  const kvWidth = (width / heads) * kvHeads;
  const layer = (index: number): Tensor[] =>
    [
      { name: "attn_norm", size: [width] },
      { name: "attn_q", size: [width, width] },
      { name: "attn_k", size: [width, kvWidth] },
      { name: "attn_v", size: [width, kvWidth] },
      { name: "attn_output", size: [width, width] },
      { name: "ffn_norm", size: [width] },
      { name: "ffn_gate", size: [width, feedForward] },
      { name: "ffn_up", size: [width, feedForward] },
      { name: "ffn_down", size: [feedForward, width] },
    ].map(({ name, size }) => ({ name: `blk.${index}.${name}.weight`, size }));
  return [
    { name: "token_embd.weight", size: [width, tokens] },
    ...Array.from({ length: layers }, (_, index) => layer(index)).flat(),
    { name: "output_norm.weight", size: [width] },
  ];
}

function tensorHeaders(tensors: readonly Tensor[]): Buffer[] {
  let offset = 0;
  return tensors.map((tensor) => {
    const header = Buffer.concat([
      string(tensor.name),
      uint32(tensor.size.length),
      ...tensor.size.map(uint64),
      uint32(isNorm(tensor) ? f32 : q8),
      uint64(offset),
    ]);
    offset += paddedBytesOf(tensor);
    return header;
  });
}

function isNorm({ size }: Tensor): boolean {
  return size.length === 1;
}

function bytesOf(tensor: Tensor): number {
  const values = tensor.size.reduce((product, each) => product * each, 1);
  return isNorm(tensor) ? values * 4 : (values / blockValues) * blockBytes;
}

function paddedBytesOf(tensor: Tensor): number {
  const bytes = bytesOf(tensor);
  return bytes + missing(bytes);
}

/** The tensor's bytes in pieces, and what is missing to the start of the next. */
function* contents(tensor: Tensor): Generator<Buffer> {
  const length = bytesOf(tensor);
  if (isNorm(tensor)) yield Buffer.from(new Float32Array(tensor.size[0] as number).fill(1).buffer);
  else for (let left = length; left > 0; left -= pattern.length) yield pattern.subarray(0, left);
  yield Buffer.alloc(missing(length));
}

/** Random blocks that repeat in every tensor, but after a number of blocks that fits no row. */
const pattern = randomBlocks(30_011);

function randomBlocks(count: number): Buffer {
  const blocks = Buffer.alloc(count * blockBytes);
  let state = 1;
  for (let at = 0; at < blocks.length; at++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    blocks[at] = state >>> 24;
  }
  for (let at = 0; at < blocks.length; at += blockBytes) blocks.writeUInt16LE(blockScale, at);
  return blocks;
}
