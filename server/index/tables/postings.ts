import { uint32At } from "../../../base/at.ts";
import { AscendingWriter } from "./ascending.ts";
import { Column, groupByKey } from "./columns.ts";
import { countOf, Interner, idOf, type Strings } from "./strings.ts";

/**
 * The occurrences of every identifier in some files, by name.
 *
 * Name `n` has the postings `byName[n]` up to `byName[n + 1]`, in order of file. Posting `p` is of file `fileOf[p]`. It
 * has the bytes `byPosting[p]` up to `byPosting[p + 1]` of `occurrences`: UTF-16 offsets, a list as in ascending.ts.
 */
export type Postings = {
  readonly names: Strings;
  readonly byName: Uint32Array;
  readonly fileOf: Uint32Array;
  readonly byPosting: Uint32Array;
  readonly occurrences: Uint8Array;
};

/** Calls back with each file of the table that has the name, and the number of its posting, see `postingBytes`. */
export function eachPosting(postings: Postings, name: string, found: (file: number, posting: number) => void): void {
  const id = idOf(postings.names, name);
  if (id < 0) return;
  for (let p = uint32At(postings.byName, id); p < uint32At(postings.byName, id + 1); p++) {
    found(uint32At(postings.fileOf, p), p);
  }
}

/** The offsets of a posting, a list as in ascending.ts. */
export function postingBytes({ byPosting, occurrences }: Postings, posting: number): Uint8Array {
  return occurrences.subarray(byPosting[posting], byPosting[posting + 1]);
}

/** Collects identifiers in the order they are met, file after file. */
export class PostingsBuilder {
  readonly #names = new Interner();
  readonly #tokens = new Column();
  readonly #offsets = new Column();
  readonly #byFile = new Column();

  add(text: string, start: number, end: number): void {
    this.#tokens.push(this.#names.intern(text, start, end));
    this.#offsets.push(start);
  }

  /** The additions since the last call are the next file. */
  endFile(): void {
    this.#byFile.push(this.#offsets.length);
  }

  build(): Postings {
    const names = this.#names.strings();
    const { starts, order } = groupByKey(this.#tokens.array(), 1, countOf(names));
    const offsets = this.#offsets.array();
    const files = filesOf(this.#byFile.array());
    const postings = new PostingsWriter(names);
    for (let name = 0; name < starts.length - 1; name++) {
      for (let i = uint32At(starts, name); i < uint32At(starts, name + 1); i++) {
        postings.add(uint32At(files, uint32At(order, i)), uint32At(offsets, uint32At(order, i)));
      }
      postings.endName();
    }
    return postings.build();
  }
}

/** Writes postings in their final order: name after name, in each file after file, in each offset after offset. */
export class PostingsWriter {
  readonly #names: Strings;
  readonly #byName: Column;
  readonly #fileOf: Column;
  readonly #byPosting: Column;
  readonly #occurrences: AscendingWriter;
  #file = -1;

  /** Writes into `room` as long as that is enough. */
  constructor(names: Strings, room?: Postings) {
    this.#names = names;
    this.#byName = new Column(room?.byName);
    this.#fileOf = new Column(room?.fileOf);
    this.#byPosting = new Column(room?.byPosting);
    this.#occurrences = new AscendingWriter(room?.occurrences);
    this.#byName.push(0);
  }

  add(file: number, offset: number): void {
    if (file !== this.#file) this.#startPosting(file);
    this.#occurrences.push(offset);
  }

  /** A whole posting of another table, of the file that has this number here. */
  copy(file: number, { byPosting, occurrences }: Postings, posting: number): void {
    this.#startPosting(file);
    this.#occurrences.append(occurrences, uint32At(byPosting, posting), uint32At(byPosting, posting + 1));
  }

  endName(): void {
    this.#byName.push(this.#fileOf.length);
    this.#file = -1;
  }

  build(): Postings {
    this.#byPosting.push(this.#occurrences.length);
    return {
      names: this.#names,
      byName: this.#byName.array(),
      fileOf: this.#fileOf.array(),
      byPosting: this.#byPosting.array(),
      occurrences: this.#occurrences.array(),
    };
  }

  #startPosting(file: number): void {
    this.#file = file;
    this.#fileOf.push(file);
    this.#byPosting.push(this.#occurrences.length);
    this.#occurrences.start();
  }
}

/** The file of each token, from where each file's tokens end. */
function filesOf(ends: Uint32Array): Uint32Array {
  const files = new Uint32Array(ends.at(-1) ?? 0);
  for (let file = 1; file < ends.length; file++) files.fill(file, ends[file - 1], ends[file]);
  return files;
}
