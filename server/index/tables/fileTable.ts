import { float64At, uint32At } from "../../../base/at.ts";
import type { Steps } from "../../slices/slices.ts";
import { Column } from "./columns.ts";
import { Interner, idOf, type Strings, stringAt } from "./strings.ts";

/** The mark that tells one state of a file on disk from another. */
export type Stamp = {
  /** Milliseconds since 1970; 0 where the file changed so shortly before it was read that the time proves nothing. */
  readonly modifiedMs: number;
  readonly bytes: number;
  /** The first 16 hexadecimal digits of SHA-1 over the bytes. */
  readonly hash: string;
};

/** Files by number: their paths, relative to the folder with `/` between names, and the state they were read in. */
export type FileTable = {
  readonly paths: Strings;
  readonly modifiedMs: Float64Array;
  readonly bytes: Uint32Array;
  /** Two values each, the higher half first. */
  readonly hashes: Uint32Array;
};

export function fileCount({ bytes }: FileTable): number {
  return bytes.length;
}

/** The file's number, or -1. */
export function fileNumber({ paths }: FileTable, path: string): number {
  return idOf(paths, path);
}

export function pathOf({ paths }: FileTable, file: number): string {
  let known = knownPaths.get(paths);
  if (!known) {
    known = [];
    knownPaths.set(paths, known);
  }
  known[file] ??= stringAt(paths, file);
  return known[file];
}

/** A name may be found in thousands of files at once, and again at the next keystroke. */
const knownPaths = new WeakMap<Strings, string[]>();

export function stampOf({ modifiedMs, bytes, hashes }: FileTable, file: number): Stamp {
  return {
    modifiedMs: float64At(modifiedMs, file),
    bytes: uint32At(bytes, file),
    hash: hex(uint32At(hashes, file * 2)) + hex(uint32At(hashes, file * 2 + 1)),
  };
}

export class FileTableBuilder {
  readonly #paths: Interner;
  readonly #modifiedMs: number[] = [];
  readonly #bytes: Column;
  readonly #hashes: Column;

  /** Writes into `room` as long as that is enough. */
  constructor(room?: FileTable) {
    this.#paths = new Interner(room?.paths);
    this.#bytes = new Column(room?.bytes);
    this.#hashes = new Column(room?.hashes);
  }

  get size(): number {
    return this.#bytes.length;
  }

  /** See `Interner`. */
  makeRoom(): Steps<void> {
    return this.#paths.makeRoom();
  }

  /** Each path may be added once: a file's number is the number of its path. */
  add(path: string, { modifiedMs, bytes, hash }: Stamp): void {
    if (this.#paths.intern(path) !== this.#bytes.length) throw new Error(`file added twice: ${path}`);
    this.#modifiedMs.push(modifiedMs);
    this.#bytes.push(bytes);
    this.#hashes.push(Number.parseInt(hash.slice(0, 8), 16));
    this.#hashes.push(Number.parseInt(hash.slice(8), 16));
  }

  build(): FileTable {
    return {
      paths: this.#paths.strings(),
      modifiedMs: Float64Array.from(this.#modifiedMs),
      bytes: this.#bytes.array(),
      hashes: this.#hashes.array(),
    };
  }
}

function hex(value: number): string {
  return value.toString(16).padStart(8, "0");
}
