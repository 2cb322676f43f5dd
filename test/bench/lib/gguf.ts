/** The metadata of GGUF files: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md */

/** Value types by their number in the file. */
export const type = { u32: 4, i32: 5, f32: 6, bool: 7, string: 8, array: 9, u64: 10 } as const;

type Scalar = number | bigint | boolean | string;
export type Value =
  | { readonly type: number; readonly value: Scalar }
  | { readonly type: typeof type.array; readonly of: number; readonly value: readonly Scalar[] };
export type Metadata = ReadonlyMap<string, Value>;

type Format = {
  readonly read: (bytes: Buffer, at: number) => readonly [value: Scalar, end: number];
  readonly write: (value: Scalar) => Buffer;
};

const fixed = (
  size: number,
  read: (bytes: Buffer, at: number) => Scalar,
  write: (b: Buffer, v: never) => void,
): Format => ({
  read: (bytes, at) => [read(bytes, at), at + size],
  write: (value) => {
    const bytes = Buffer.alloc(size);
    write(bytes, value as never);
    return bytes;
  },
});

const formats: Readonly<Record<number, Format>> = {
  0: fixed(
    1,
    (b, at) => b.readUInt8(at),
    (b, v: number) => b.writeUInt8(v),
  ),
  1: fixed(
    1,
    (b, at) => b.readInt8(at),
    (b, v: number) => b.writeInt8(v),
  ),
  2: fixed(
    2,
    (b, at) => b.readUInt16LE(at),
    (b, v: number) => b.writeUInt16LE(v),
  ),
  3: fixed(
    2,
    (b, at) => b.readInt16LE(at),
    (b, v: number) => b.writeInt16LE(v),
  ),
  [type.u32]: fixed(
    4,
    (b, at) => b.readUInt32LE(at),
    (b, v: number) => b.writeUInt32LE(v),
  ),
  [type.i32]: fixed(
    4,
    (b, at) => b.readInt32LE(at),
    (b, v: number) => b.writeInt32LE(v),
  ),
  [type.f32]: fixed(
    4,
    (b, at) => b.readFloatLE(at),
    (b, v: number) => b.writeFloatLE(v),
  ),
  [type.bool]: fixed(
    1,
    (b, at) => b.readUInt8(at) !== 0,
    (b, v: boolean) => b.writeUInt8(v ? 1 : 0),
  ),
  [type.string]: {
    read: (bytes, at) => {
      const end = at + 8 + Number(bytes.readBigUInt64LE(at));
      return [bytes.toString("utf8", at + 8, end), end];
    },
    write: (value) => Buffer.concat([uint64(Buffer.byteLength(value as string)), Buffer.from(value as string)]),
  },
  [type.u64]: fixed(
    8,
    (b, at) => b.readBigUInt64LE(at),
    (b, v: bigint) => b.writeBigUInt64LE(v),
  ),
  11: fixed(
    8,
    (b, at) => b.readBigInt64LE(at),
    (b, v: bigint) => b.writeBigInt64LE(v),
  ),
  12: fixed(
    8,
    (b, at) => b.readDoubleLE(at),
    (b, v: number) => b.writeDoubleLE(v),
  ),
};

export function readMetadata(bytes: Buffer): Metadata {
  return readHeader(bytes).metadata;
}

/** The file with other metadata and the same tensors. */
export function withMetadata(bytes: Buffer, change: (metadata: Metadata) => Metadata): Buffer {
  const { metadata, end } = readHeader(bytes);
  const tensors = Number(bytes.readBigUInt64LE(8));
  const tensorsEnd = endOfTensorHeaders(bytes, end, tensors);
  const changed = change(metadata);
  return Buffer.concat([
    padded(
      Buffer.concat([
        bytes.subarray(0, 16),
        uint64(changed.size),
        writeMetadata(changed),
        bytes.subarray(end, tensorsEnd),
      ]),
    ),
    bytes.subarray(tensorsEnd + missing(tensorsEnd)),
  ]);
}

/** Where the data of tensors may begin. */
const alignment = 32;

/** How many bytes are missing to the next place where data may begin. */
export function missing(length: number): number {
  return (alignment - (length % alignment)) % alignment;
}

export function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(missing(bytes.length))]);
}

/** A tensor's header is its name, the number of its dimensions, each of them, its type and where its data begins. */
function endOfTensorHeaders(bytes: Buffer, start: number, tensors: number): number {
  let at = start;
  for (let tensor = 0; tensor < tensors; tensor++) {
    const [, nameEnd] = formatOf(type.string).read(bytes, at);
    at = nameEnd + 4 + 8 * bytes.readUInt32LE(nameEnd) + 4 + 8;
  }
  return at;
}

function readHeader(bytes: Buffer): { metadata: Metadata; end: number } {
  if (bytes.toString("latin1", 0, 4) !== "GGUF") throw new Error("this is no GGUF file");
  const metadata = new Map<string, Value>();
  const count = Number(bytes.readBigUInt64LE(16));
  let at = 24;
  for (let entry = 0; entry < count; entry++) {
    const [key, keyEnd] = formatOf(type.string).read(bytes, at);
    const [value, end] = readValue(bytes, keyEnd);
    metadata.set(key as string, value);
    at = end;
  }
  return { metadata, end: at };
}

export function writeMetadata(metadata: Metadata): Buffer {
  const entries = [...metadata].map(([key, value]) =>
    Buffer.concat([formatOf(type.string).write(key), uint32(value.type), ...valueBytes(value)]),
  );
  return Buffer.concat(entries);
}

export function uint32(value: number): Buffer {
  return formatOf(type.u32).write(value);
}

export function uint64(value: number): Buffer {
  return formatOf(type.u64).write(BigInt(value));
}

export function string(value: string): Buffer {
  return formatOf(type.string).write(value);
}

function readValue(bytes: Buffer, start: number): readonly [Value, number] {
  const kind = bytes.readUInt32LE(start);
  if (kind !== type.array) {
    const [value, end] = formatOf(kind).read(bytes, start + 4);
    return [{ type: kind, value }, end];
  }
  const of = bytes.readUInt32LE(start + 4);
  const count = Number(bytes.readBigUInt64LE(start + 8));
  const values: Scalar[] = [];
  let at = start + 16;
  for (let index = 0; index < count; index++) {
    const [value, end] = formatOf(of).read(bytes, at);
    values.push(value);
    at = end;
  }
  return [{ type: type.array, of, value: values }, at];
}

function valueBytes(value: Value): Buffer[] {
  if (!("of" in value)) return [formatOf(value.type).write(value.value)];
  const { write } = formatOf(value.of);
  return [uint32(value.of), uint64(value.value.length), ...value.value.map(write)];
}

function formatOf(kind: number): Format {
  const format = formats[kind];
  if (!format) throw new Error(`values of GGUF type ${kind} are not known`);
  return format;
}
