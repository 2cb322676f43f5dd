import { elementAt, float64At, int32At, uint32At } from "../../base/at.ts";
import { grown } from "../../base/grown.ts";
import { AscendingWriter, ascending } from "../index/tables/ascending.ts";
import { Interner } from "../index/tables/strings.ts";
import type { Definition } from "../languages/tags.ts";
import type { Steps } from "../slices/slices.ts";
import { type Chunk, chunksOf } from "./chunks.ts";
import { textHash } from "./hash.ts";
import { nthLargest } from "./nthLargest.ts";
import { PostingLists } from "./postingLists.ts";
import { eachIdentifier, wordParts } from "./words.ts";

/** The words to look for (see `wordsOf`), and how much each matters. */
export type Query = ReadonlyMap<string, number>;

export type FoundChunk = Chunk & { readonly path: string; readonly score: number };

/** BM25's two constants, at their usual values: how fast repetition saturates, how much length counts. */
const k1 = 1.2;
const b = 0.75;

/** The words of a chunk's path count this often in it: a file's name says what it is about. */
const pathWeight = 2;

/**
 * A word that more chunks than this hold only adds to what rarer words have found. In a large workspace it would cost
 * most of the time, and alone it finds nothing.
 */
const commonChunks = 600;

/** Dead chunks are swept out once they outnumber the living ones by this many. */
const sweepSlack = 1024;

/** Identifiers whose terms are remembered while many files are read. */
const rememberedIdentifiers = 1 << 14;

/**
 * A lexical index of chunks in typed arrays: BM25 over sub-words.
 *
 * An edit costs what it changed: a chunk whose text is the same keeps its postings. The answers depend only
 * on what is indexed, never on the order in which files came or changed.
 */
export class ChunkIndex {
  readonly #dictionary = new Interner();
  readonly #termsOf = new Map<string, readonly number[]>();
  /** By term: the chunks that hold it, dead ones among them, and how many living chunks hold it. */
  #postings = new PostingLists();
  #documents = new Uint32Array(1024);
  /** By chunk id: its file, undefined once it is dead, and its place among the chunks of the file. */
  #fileOf: (IndexedFile | undefined)[] = [];
  #placeOf = new Uint32Array(1024);
  /** By chunk id: its number of words, at least 1; 0 once dead. */
  #lengths = new Int32Array(1024);
  /** Scratch for `search`; all zero between searches. */
  #scores = new Float64Array(1024);
  readonly #files = new Map<string, IndexedFile>();
  #alive = 0;
  #words = 0;
  #last: { readonly query: Query; readonly terms: readonly QueryTerm[] } | undefined;

  get size(): number {
    return this.#alive;
  }

  /** Indexes the file as it is now, in place of what was known of it. */
  update(path: string, text: string, definitions: readonly Definition[]): void {
    const old = this.#files.get(path) ?? { path, chunks: new Uint32Array(), terms: new Uint8Array() };
    const left = placesByHash(old);
    const places = chunksOf(text, definitions);
    const chunks = new Uint32Array(places.length * width);
    const terms = new AscendingWriter();
    const file: IndexedFile = { path, chunks, terms: old.terms };
    for (const [place, { start, end, startLine, endLine }] of places.entries()) {
      const content = text.slice(start, end);
      const hash = textHash(content);
      const known = left.get(hash)?.pop();
      const id =
        known === undefined ? this.#add(path, content, terms) : uint32At(old.chunks, known * width + column.id);
      if (known !== undefined) terms.append(termBytes(old, known));
      const row = [id, start, end, startLine, endLine, hash / 2 ** 32, hash, terms.length];
      chunks.set(row, place * width);
      this.#fileOf[id] = file;
      this.#placeOf[id] = place;
    }
    file.terms = terms.array();
    for (const gone of left.values()) for (const place of gone) this.#remove(old, place);
    this.#files.set(path, file);
    this.#last = undefined;
  }

  delete(path: string): void {
    const file = this.#files.get(path);
    if (file) for (let place = 0; place < countIn(file); place++) this.#remove(file, place);
    this.#files.delete(path);
    this.#last = undefined;
  }

  /** Forgets what only makes it quicker to index many files. */
  rest(): void {
    this.#termsOf.clear();
  }

  /** The best chunks first; equal ones by path, then line. */
  search(query: Query, limit: number): FoundChunk[] {
    const scores = this.#scores;
    const lengths = this.#lengths;
    const touched: number[] = [];
    const perWord = (k1 * b) / this.#averageLength;
    for (const { term, worth } of this.#termsIn(query)) {
      const isCommon = uint32At(this.#documents, term) > commonChunks && touched.length >= limit;
      const postings = this.#postings.read(term);
      for (let i = 0; i < postings.length; i++) {
        const id = uint32At(postings, i) >>> 8;
        const score = float64At(scores, id);
        if (score === 0 && isCommon) continue;
        const length = int32At(lengths, id);
        if (length === 0) continue;
        if (score === 0) touched.push(id);
        const count = uint32At(postings, i) & 255;
        scores[id] = score + (worth * count) / (count + k1 * (1 - b) + perWord * length);
      }
    }
    const least = nthLargest(touched, scores, limit);
    const found = touched
      .filter((id) => float64At(scores, id) >= least)
      .map((id) => this.#found(id, float64At(scores, id)));
    for (const id of touched) scores[id] = 0;
    return found.sort(inOrder).slice(0, limit);
  }

  /** The score that `search` would give a chunk of this text. */
  score(query: Query, path: string, text: string): number {
    const { counts, words } = this.#count(path, text);
    const perWord = (k1 * b) / this.#averageLength;
    let score = 0;
    for (const { term, worth } of this.#termsIn(query)) {
      const count = counts.get(term);
      if (count) score += (worth * count) / (count + k1 * (1 - b) + perWord * words);
    }
    return score;
  }

  /** BM25's inverse document frequency of a word. */
  rarity(word: string): number {
    const term = this.#dictionary.find(word);
    return term < 0 ? Math.log(this.#alive + 1.5) : this.#rarity(term);
  }

  /** How many chunks hold a word. */
  spread(word: string): number {
    return this.#documents[this.#dictionary.find(word)] ?? 0;
  }

  #rarity(term: number): number {
    const documents = uint32At(this.#documents, term);
    return Math.log((this.#alive - documents + 0.5) / (documents + 0.5) + 1);
  }

  get #averageLength(): number {
    return this.#words / Math.max(1, this.#alive);
  }

  /** The terms of the query asked about last: a request asks for its own again and again. */
  #termsIn(query: Query): readonly QueryTerm[] {
    if (this.#last?.query !== query) this.#last = { query, terms: this.#sorted(query) };
    return this.#last.terms;
  }

  /** The rarest first, equal ones by the word: sums must not depend on when a term was first seen. */
  #sorted(query: Query): readonly QueryTerm[] {
    const terms: (QueryTerm & { word: string; documents: number })[] = [];
    for (const [word, weight] of query) {
      const term = this.#dictionary.find(word);
      const documents = this.#documents[term] ?? 0;
      if (documents === 0) continue;
      terms.push({ word, term, documents, worth: weight * (k1 + 1) * this.#rarity(term) });
    }
    return terms.sort((x, y) => x.documents - y.documents || (x.word < y.word ? -1 : 1));
  }

  #found(id: number, score: number): FoundChunk {
    const { path, chunks } = elementAt(this.#fileOf, id) as IndexedFile;
    const row = uint32At(this.#placeOf, id) * width;
    const start = uint32At(chunks, row + column.start);
    const end = uint32At(chunks, row + column.end);
    const startLine = uint32At(chunks, row + column.startLine);
    const endLine = uint32At(chunks, row + column.endLine);
    return { path, startLine, endLine, start, end, score };
  }

  /** Returns the new chunk's id. Its terms are added to those of the file. */
  #add(path: string, text: string, terms: AscendingWriter): number {
    const { counts, words } = this.#count(path, text);
    const id = this.#fileOf.length;
    this.#fileOf.push(undefined);
    this.#grow();
    terms.start();
    for (const term of Uint32Array.from(counts.keys()).sort()) {
      terms.push(term);
      this.#postings.push(term, id, Math.min(counts.get(term) as number, 255));
      this.#documents[term] = uint32At(this.#documents, term) + 1;
    }
    this.#lengths[id] = words;
    this.#alive++;
    this.#words += words;
    return id;
  }

  #remove(file: IndexedFile, place: number): void {
    for (const term of ascending(termBytes(file, place))) this.#documents[term] = uint32At(this.#documents, term) - 1;
    const id = uint32At(file.chunks, place * width + column.id);
    this.#words -= int32At(this.#lengths, id);
    this.#fileOf[id] = undefined;
    this.#lengths[id] = 0;
    this.#alive--;
  }

  #grow(): void {
    if (this.#fileOf.length <= this.#lengths.length) return;
    const length = this.#fileOf.length * 2;
    this.#lengths = grown(this.#lengths, new Int32Array(length));
    this.#placeOf = grown(this.#placeOf, new Uint32Array(length));
    this.#scores = new Float64Array(length);
  }

  #count(path: string, text: string): { counts: Map<number, number>; words: number } {
    const counts = new Map<number, number>();
    let words = 0;
    const add = (identifier: string, weight: number) => {
      for (const term of this.#terms(identifier)) {
        counts.set(term, (counts.get(term) ?? 0) + weight);
        words += weight;
      }
    };
    eachIdentifier(text, (identifier) => add(identifier, 1));
    eachIdentifier(path, (identifier) => add(identifier, pathWeight));
    return { counts, words: Math.max(1, words) };
  }

  #terms(identifier: string): readonly number[] {
    let terms = this.#termsOf.get(identifier);
    if (!terms) {
      terms = wordParts(identifier).map((word) => this.#term(word));
      if (this.#termsOf.size === rememberedIdentifiers) this.#termsOf.clear();
      this.#termsOf.set(identifier, terms);
    }
    return terms;
  }

  #term(word: string): number {
    const count = this.#dictionary.size;
    const term = this.#dictionary.intern(word);
    if (term < count) return term;
    this.#postings.add();
    if (term === this.#documents.length) this.#documents = grown(this.#documents, new Uint32Array(term * 2));
    return term;
  }

  /**
   * Writes the postings of the living anew once most of what they hold is dead: about never. In steps, during which
   * nothing may be updated.
   */
  *sweep(): Steps<void> {
    if (this.#fileOf.length < 2 * this.#alive + sweepSlack) return;
    /** The new id of each that lives. */
    const ids = new Uint32Array(this.#fileOf.length);
    let alive = 0;
    for (let id = 0; id < ids.length; id++) if (int32At(this.#lengths, id) > 0) ids[id] = alive++;
    const postings = new PostingLists();
    for (let term = 0; term < this.#dictionary.size; term++) {
      postings.add();
      for (const posting of this.#postings.read(term)) {
        const id = posting >>> 8;
        if (int32At(this.#lengths, id) > 0) postings.push(term, uint32At(ids, id), posting & 255);
      }
      if (term % 256 === 0) yield;
    }
    this.#postings = postings;
    for (let id = 0; id < ids.length; id++) {
      const file = this.#fileOf[id];
      if (!file) continue;
      const now = uint32At(ids, id);
      const place = uint32At(this.#placeOf, id);
      file.chunks[place * width + column.id] = now;
      this.#fileOf[now] = file;
      this.#placeOf[now] = place;
      this.#lengths[now] = int32At(this.#lengths, id);
    }
    this.#fileOf.length = alive;
    this.#lengths.fill(0, alive);
  }
}

type QueryTerm = { readonly term: number; readonly worth: number };

/** A file, with all of its chunks in few arrays: of most files there are few chunks, and an array has its price. */
type IndexedFile = {
  readonly path: string;
  /** A row of `column` for each chunk, in the order of the file. */
  readonly chunks: Uint32Array;
  /** The distinct terms of each chunk, lists as in ascending.ts. */
  terms: Uint8Array;
};

/** Both halves of `textHash`, and where the chunk's terms end. */
const column = { id: 0, start: 1, end: 2, startLine: 3, endLine: 4, hashHigh: 5, hashLow: 6, termsEnd: 7 } as const;
const width = 8;

function countIn({ chunks }: IndexedFile): number {
  return chunks.length / width;
}

/** The chunks of a file by the hash of their text, which several may share. */
function placesByHash(file: IndexedFile): Map<number, number[]> {
  const places = new Map<number, number[]>();
  for (let place = 0; place < countIn(file); place++) {
    const row = place * width;
    const hash = uint32At(file.chunks, row + column.hashHigh) * 2 ** 32 + uint32At(file.chunks, row + column.hashLow);
    const same = places.get(hash);
    if (same) same.push(place);
    else places.set(hash, [place]);
  }
  return places;
}

function termBytes({ chunks, terms }: IndexedFile, place: number): Uint8Array {
  const start = place === 0 ? 0 : uint32At(chunks, (place - 1) * width + column.termsEnd);
  return terms.subarray(start, chunks[place * width + column.termsEnd]);
}

function inOrder(a: FoundChunk, b: FoundChunk): number {
  return b.score - a.score || (a.path < b.path ? -1 : a.path > b.path ? 1 : a.startLine - b.startLine);
}
