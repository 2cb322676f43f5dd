import { alignedBytes, flatten, nested, type SectionArray, type Sections } from "./sections.ts";

/**
 * Memory for the arrays of tables, in one piece. The C library's allocator keeps most of what it freed in pieces of up
 * to 32 MiB, and a crawl makes and drops hundreds of them. A larger piece is mapped by itself and given back whole;
 * what is never written of it takes no memory.
 */
export class Arena {
  readonly #buffer: ArrayBuffer;
  #used = 0;

  constructor(bytes: number) {
    this.#buffer = new ArrayBuffer(bytes < smallBytes ? bytes : Math.max(bytes, mappedBytes));
  }

  /** An array of zeros, of the kind of another one; undefined where there is no room for it. */
  array<T extends SectionArray>(kind: T, length: number): T | undefined {
    const start = this.#used;
    if (start + bytesIn(kind, length) > this.#buffer.byteLength) return undefined;
    this.#used += bytesIn(kind, length);
    const Type = kind.constructor as new (buffer: ArrayBuffer, start: number, length: number) => T;
    return new Type(this.#buffer, start, length);
  }
}

/**
 * Tables of some pieces that live until they are merged, which is soon: those that a crawl has found. They share pieces
 * of memory that are given back whole.
 */
export class Shelf {
  #arena = new Arena(0);

  /** The same table, with its arrays copied. */
  put<T extends Sections>(table: T): T {
    return mapped(table, (array) => {
      const copy = this.#room(array);
      copy.set(array as never);
      return copy;
    });
  }

  #room<T extends SectionArray>(array: T): T {
    const found = this.#arena.array(array, array.length);
    if (found) return found;
    this.#arena = new Arena(Math.max(mappedBytes, bytesIn(array, array.length)));
    return this.#arena.array(array, array.length) as T;
  }
}

/** Arrays that hold what all of these tables have, in one arena. */
export function roomFor<T extends Sections>(tables: readonly T[]): T | undefined {
  const [first] = tables;
  if (!first) return undefined;
  const lengths = new Map<string, number>();
  let bytes = 0;
  for (const [path, { length }] of tables.flatMap((table) => flatten(table))) {
    lengths.set(path, (lengths.get(path) ?? 0) + length);
  }
  for (const [path, array] of flatten(first)) bytes += bytesIn(array, lengths.get(path) ?? 0);
  const arena = new Arena(bytes);
  return mapped(first, (array, path) => arena.array(array, lengths.get(path) ?? 0) ?? array.slice(0, 0));
}

/** The same names with other arrays. */
function mapped<T extends Sections>(sections: T, map: (array: SectionArray, path: string) => SectionArray): T {
  const arrays = flatten(sections).map(([path, array]) => [path, map(array, path)] as const);
  return nested(new Map(arrays)) as T;
}

/** The next array begins where one of any kind may. */
function bytesIn({ BYTES_PER_ELEMENT }: SectionArray, length: number): number {
  return alignedBytes(length * BYTES_PER_ELEMENT);
}

/** Less than this is nothing to speak of. */
const smallBytes = 1 << 20;

/** More than what glibc may come to keep (DEFAULT_MMAP_THRESHOLD_MAX). */
const mappedBytes = 33 << 20;
