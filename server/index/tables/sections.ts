import { crc32 } from "node:zlib";
import { Slices } from "../../slices/slices.ts";

/** Typed arrays under names, nested as deep as you like. */
export type Sections = { readonly [name: string]: Sections | SectionArray };
export type SectionArray = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/**
 * The file format is the magic, the length and CRC-32 of the header, the header in JSON, and the sections. Each section
 * begins on a multiple of eight bytes. The header has the length, type and CRC-32 of every section. So any lost, added
 * or changed byte is noticed. Numbers are in the machine's byte order, which the magic names.
 */
const magic = Buffer.from(`hearth${new Uint8Array(Uint16Array.of(1).buffer)[0] ? "LE" : "BE"}`);
const preambleBytes = magic.length + 8;

type Header = { readonly about: string; readonly sections: readonly Entry[] };
type Entry = { readonly name: string; readonly type: string; readonly bytes: number; readonly crc: number };

const types = { Uint8Array, Uint16Array, Uint32Array, Float64Array } as const;

/** The pieces of a file, in order. `about` says what the sections belong to and must be given again to read them. */
export async function packSections(about: string, sections: Sections): Promise<Uint8Array[]> {
  const slices = new Slices();
  const entries: Entry[] = [];
  const pieces: Uint8Array[] = [];
  for (const [name, array] of flatten(sections)) {
    const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
    entries.push({ name, type: array.constructor.name, bytes: bytes.length, crc: await checksum(bytes, slices) });
    pieces.push(bytes, new Uint8Array(alignedBytes(bytes.length) - bytes.length));
  }
  const json = Buffer.from(JSON.stringify({ about, sections: entries } satisfies Header));
  const header = Buffer.alloc(alignedBytes(preambleBytes + json.length) - preambleBytes, " ");
  json.copy(header);
  const preamble = Buffer.alloc(8);
  preamble.writeUInt32LE(header.length, 0);
  preamble.writeUInt32LE(crc32(header), 4);
  return [magic, preamble, header, ...pieces];
}

/**
 * The sections of a file, which share its memory. Undefined if it is not exactly what `packSections` made with this
 * `about`.
 */
export async function unpackSections(about: string, file: Uint8Array): Promise<Sections | undefined> {
  const slices = new Slices();
  const header = headerOf(file);
  if (header?.about !== about) return undefined;
  const sections = new Map<string, SectionArray>();
  let at = preambleBytes + new DataView(file.buffer, file.byteOffset).getUint32(magic.length, true);
  for (const { name, type, bytes, crc } of header.sections) {
    const Type = types[type as keyof typeof types];
    const piece = file.subarray(at, at + bytes);
    if (piece.length !== bytes || (await checksum(piece, slices)) !== crc) return undefined;
    sections.set(name, new Type(file.buffer as ArrayBuffer, file.byteOffset + at, bytes / Type.BYTES_PER_ELEMENT));
    for (at += bytes; at % 8 !== 0; at++) if (file[at] !== 0) return undefined;
  }
  return at === file.length ? nested(sections) : undefined;
}

function headerOf(file: Uint8Array): Header | undefined {
  if (file.length < preambleBytes || !magic.equals(file.subarray(0, magic.length))) return undefined;
  const view = new DataView(file.buffer, file.byteOffset + magic.length);
  const json = file.subarray(preambleBytes, preambleBytes + view.getUint32(0, true));
  // A wrong length shows in the checksum: it would cover other bytes.
  return crc32(json) === view.getUint32(4, true) ? JSON.parse(Buffer.from(json).toString()) : undefined;
}

/** CRC-32 of 30 MB takes about 20 ms, too long at one go. */
async function checksum(bytes: Uint8Array, slices: Slices): Promise<number> {
  let crc = 0;
  for (let at = 0; at < bytes.length; at += 1 << 20) {
    crc = crc32(bytes.subarray(at, at + (1 << 20)), crc);
    await slices.restIfDue();
  }
  return crc;
}

/** All arrays, each under its name behind those around it, with dots between. */
export function flatten(sections: Sections, prefix = ""): [string, SectionArray][] {
  return Object.entries(sections).flatMap(([name, value]) =>
    ArrayBuffer.isView(value)
      ? [[prefix + name, value as SectionArray]]
      : flatten(value as Sections, `${prefix}${name}.`),
  );
}

/** What `flatten` made flat. */
export function nested(sections: ReadonlyMap<string, SectionArray>): Sections {
  const root: Record<string, unknown> = {};
  for (const [path, section] of sections) {
    const names = path.split(".");
    const last = names.pop() ?? "";
    let home = root;
    for (const name of names) {
      home[name] ??= {};
      home = home[name] as Record<string, unknown>;
    }
    home[last] = section;
  }
  return root as Sections;
}

/** A length up to the next place where an array of any kind may begin. */
export function alignedBytes(bytes: number): number {
  return Math.ceil(bytes / 8) * 8;
}
