import { elementAt, uint8At, uint32At } from "../../base/at.ts";
import { grown } from "../../base/grown.ts";

/**
 * Lists of chunks with a count each, which only grow at their ends. All lists are bytes in common pages, since most are
 * short: an array for each would take many times what is in it.
 *
 * A list is a chain of blocks. A block has `headerBytes` bytes, the address of the next block and how many bytes are used
 * in this one, and then its postings. A posting is the distance from the chunk before and the count. Its first byte holds
 * the count in two bits, 0 where it is a byte of its own behind, and five bits of the distance; seven bits follow in each
 * further byte, low bits first. The highest bit says that one more follows.
 */
export class PostingLists {
  readonly #pages: Uint8Array[] = [];
  /** The address where the next block begins: a page, and a place in it. */
  #free = 0;
  /** Of each list, `columns` numbers. */
  #lists = new Uint32Array(1 << 8);
  #count = 0;
  /** What was read last. */
  #read = new Uint32Array(1 << 8);

  /** A new list, by its number. They count from 0. */
  add(): number {
    if ((this.#count + 1) * columns > this.#lists.length)
      this.#lists = grown(this.#lists, new Uint32Array(this.#lists.length * 2));
    const row = this.#count * columns;
    const block = this.#block(firstBytes);
    this.#lists[row + first] = block;
    this.#lists[row + start] = block;
    this.#lists[row + at] = block + headerBytes;
    this.#lists[row + end] = block + firstBytes;
    return this.#count++;
  }

  /** Adds a chunk, whose number is above those in the list. Counts are from 1 to 255. */
  push(list: number, chunk: number, count: number): void {
    const row = list * columns;
    if (uint32At(this.#lists, row + at) + maxPostingBytes > uint32At(this.#lists, row + end)) this.#extend(row);
    const address = uint32At(this.#lists, row + at);
    const page = elementAt(this.#pages, address >>> pageBits);
    let place = address & pageMask;
    const distance = chunk + 1 - uint32At(this.#lists, row + last);
    const code = count < 4 ? count : 0;
    let rest = distance >>> 5;
    page[place++] = code | ((distance & 31) << 2) | (rest > 0 ? 0x80 : 0);
    while (rest > 0) {
      page[place++] = (rest & 0x7f) | (rest > 0x7f ? 0x80 : 0);
      rest >>>= 7;
    }
    if (code === 0) page[place++] = count;
    this.#lists[row + at] = (address & ~pageMask) + place;
    this.#lists[row + last] = chunk + 1;
    this.#lists[row + length] = uint32At(this.#lists, row + length) + 1;
  }

  /** Chunk << 8 | count for each that is in a list, ascending. Good until the next call. */
  read(list: number): Uint32Array {
    const row = list * columns;
    const count = uint32At(this.#lists, row + length);
    if (count > this.#read.length) this.#read = new Uint32Array(count * 2);
    const found = this.#read;
    let chunk = -1;
    let block = uint32At(this.#lists, row + first);
    for (let read = 0; read < count; ) {
      const page = elementAt(this.#pages, block >>> pageBits);
      const begin = block & pageMask;
      const isLast = block === uint32At(this.#lists, row + start);
      const stop = begin + (isLast ? uint32At(this.#lists, row + at) - block : uint8At(page, begin + 4));
      for (let place = begin + headerBytes; place < stop; ) {
        let byte = uint8At(page, place++);
        let occurrences = byte & 3;
        let distance = (byte >>> 2) & 31;
        for (let shift = 5; byte >= 0x80; shift += 7) {
          byte = uint8At(page, place++);
          distance |= (byte & 0x7f) << shift;
        }
        if (occurrences === 0) occurrences = uint8At(page, place++);
        chunk += distance;
        found[read++] = ((chunk << 8) | occurrences) >>> 0;
      }
      if (!isLast) block = nextOf(page, begin);
    }
    return found.subarray(0, count);
  }

  /** A block behind the last one of a list, twice as long. */
  #extend(row: number): void {
    const block = uint32At(this.#lists, row + start);
    const page = elementAt(this.#pages, block >>> pageBits);
    const begin = block & pageMask;
    const bytes = Math.min(maxBytes, (uint32At(this.#lists, row + end) - block) * 2);
    const next = this.#block(bytes);
    for (let i = 0; i < 4; i++) page[begin + i] = next >>> (8 * i);
    page[begin + 4] = uint32At(this.#lists, row + at) - block;
    this.#lists[row + start] = next;
    this.#lists[row + at] = next + headerBytes;
    this.#lists[row + end] = next + bytes;
  }

  /** The address of a new block. */
  #block(bytes: number): number {
    if ((this.#free & pageMask) + bytes > pageBytes) this.#free = (this.#free & ~pageMask) + pageBytes;
    if (this.#free >>> pageBits === this.#pages.length) this.#pages.push(new Uint8Array(pageBytes));
    const block = this.#free;
    this.#free += bytes;
    return block;
  }
}

const pageBits = 16;
const pageBytes = 1 << pageBits;
const pageMask = pageBytes - 1;

/** What is known of a list: its first block and its last, where the next posting goes, and where the last block ends. */
const first = 0;
const start = 1;
const at = 2;
const end = 3;
/** The last chunk, plus one, and how many there are. */
const last = 4;
const length = 5;
const columns = 6;

const headerBytes = 5;
/** A distance of 32 bits takes five bytes. */
const maxPostingBytes = 6;
/** The first block holds a chunk or two, which is all that most words have. How much is used is counted in a byte. */
const firstBytes = 16;
const maxBytes = 240;

function nextOf(page: Uint8Array, block: number): number {
  let address = 0;
  for (let i = 3; i >= 0; i--) address = address * 256 + uint8At(page, block + i);
  return address;
}
