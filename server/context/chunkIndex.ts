import { elementAt, float64At, int32At, numberAt, uint32At } from "../../base/at.ts";
import { Column } from "../index/tables/columns.ts";
import type { Definition } from "../languages/tags.ts";
import { type Chunk, chunksOf } from "./chunks.ts";
import { textHash } from "./hash.ts";
import { nthLargest } from "./nthLargest.ts";
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

/**
 * A lexical index of chunks in typed arrays: BM25 over sub-words.
 *
 * An edit costs what it changed: a chunk whose text is the same keeps its postings. The answers depend only
 * on what is indexed, never on the order in which files came or changed.
 */
export class ChunkIndex {
  readonly #termIds = new Map<string, number>();
  readonly #termsOf = new Map<string, readonly number[]>();
  /** Per term: chunk id << 8 | occurrences, and how much of the array is used; how many living chunks hold it. */
  #postings: Uint32Array[] = [];
  #used: number[] = [];
  #documents: number[] = [];
  /** Per chunk id; undefined once dead. */
  #chunks: (IndexedChunk | undefined)[] = [];
  /** Per chunk id: its number of words, at least 1; 0 once dead. */
  #lengths = new Int32Array(1024);
  /** Scratch for `search`; all zero between searches. */
  #scores = new Float64Array(1024);
  readonly #files = new Map<string, readonly IndexedChunk[]>();
  #alive = 0;
  #words = 0;
  #last: { readonly query: Query; readonly terms: readonly QueryTerm[] } | undefined;

  get size(): number {
    return this.#alive;
  }

  /** Indexes the file as it is now, in place of what was known of it. */
  update(path: string, text: string, definitions: readonly Definition[]): void {
    const old = new Map((this.#files.get(path) ?? []).map((chunk) => [chunk.hash, chunk]));
    const terms = new Column();
    const chunks = chunksOf(text, definitions).map((place) => {
      const content = text.slice(place.start, place.end);
      const hash = textHash(content);
      const known = old.get(hash);
      if (!known) return this.#add(path, content, hash, place, terms);
      old.delete(hash);
      known.place = place;
      return known;
    });
    const added = terms.array();
    for (const chunk of chunks) chunk.terms ??= added;
    for (const chunk of old.values()) this.#remove(chunk);
    this.#files.set(path, chunks);
    this.#changed();
  }

  delete(path: string): void {
    for (const chunk of this.#files.get(path) ?? []) this.#remove(chunk);
    this.#files.delete(path);
    this.#changed();
  }

  /** Forgets what only makes it quicker to index many files. */
  rest(): void {
    this.#termsOf.clear();
  }

  #changed(): void {
    this.#last = undefined;
    this.#sweep();
  }

  /** The best chunks first; equal ones by path, then line. */
  search(query: Query, limit: number): FoundChunk[] {
    const scores = this.#scores;
    const lengths = this.#lengths;
    const touched: number[] = [];
    const perWord = (k1 * b) / this.#averageLength;
    for (const { term, worth } of this.#termsIn(query)) {
      const isCommon = numberAt(this.#documents, term) > commonChunks && touched.length >= limit;
      const postings = elementAt(this.#postings, term);
      for (let i = 0, used = numberAt(this.#used, term); i < used; i++) {
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
    const term = this.#termIds.get(word);
    return term === undefined ? Math.log(this.#alive + 1.5) : this.#rarity(term);
  }

  /** How many chunks hold a word. */
  spread(word: string): number {
    return this.#documents[this.#termIds.get(word) ?? -1] ?? 0;
  }

  #rarity(term: number): number {
    const documents = numberAt(this.#documents, term);
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
      const term = this.#termIds.get(word);
      const documents = term === undefined ? 0 : numberAt(this.#documents, term);
      if (term === undefined || documents === 0) continue;
      terms.push({ word, term, documents, worth: weight * (k1 + 1) * this.#rarity(term) });
    }
    return terms.sort((x, y) => x.documents - y.documents || (x.word < y.word ? -1 : 1));
  }

  #found(id: number, score: number): FoundChunk {
    const { path, place } = elementAt(this.#chunks, id);
    return { path, ...place, score };
  }

  /** The terms are added to those of the file's other new chunks. */
  #add(path: string, text: string, hash: number, place: Chunk, terms: Column): IndexedChunk {
    const { counts, words } = this.#count(path, text);
    const id = this.#chunks.length;
    const firstTerm = terms.length;
    for (const [term, count] of counts) {
      terms.push(term);
      this.#append(term, ((id << 8) | Math.min(count, 255)) >>> 0);
      this.#documents[term] = numberAt(this.#documents, term) + 1;
    }
    const chunk = { id, path, hash, place, words, terms: undefined, firstTerm, endTerm: terms.length };
    this.#chunks.push(chunk);
    this.#grow();
    this.#lengths[id] = words;
    this.#alive++;
    this.#words += words;
    return chunk;
  }

  #remove(chunk: IndexedChunk): void {
    for (let i = chunk.firstTerm; i < chunk.endTerm; i++) {
      const term = chunk.terms?.[i] as number;
      this.#documents[term] = numberAt(this.#documents, term) - 1;
    }
    this.#chunks[chunk.id] = undefined;
    this.#lengths[chunk.id] = 0;
    this.#alive--;
    this.#words -= chunk.words;
  }

  #grow(): void {
    if (this.#chunks.length <= this.#lengths.length) return;
    const lengths = new Int32Array(this.#chunks.length * 2);
    lengths.set(this.#lengths);
    this.#lengths = lengths;
    this.#scores = new Float64Array(lengths.length);
  }

  #append(term: number, posting: number): void {
    const used = numberAt(this.#used, term);
    let postings = elementAt(this.#postings, term);
    if (used === postings.length) {
      const grown = new Uint32Array(Math.max(4, used * 2));
      grown.set(postings);
      this.#postings[term] = postings = grown;
    }
    postings[used] = posting;
    this.#used[term] = used + 1;
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
      this.#termsOf.set(identifier, terms);
    }
    return terms;
  }

  #term(word: string): number {
    let term = this.#termIds.get(word);
    if (term === undefined) {
      term = this.#termIds.size;
      this.#termIds.set(word, term);
      this.#postings.push(new Uint32Array(1));
      this.#used.push(0);
      this.#documents.push(0);
    }
    return term;
  }

  /** Rewrites the postings of the living once most of what they hold is dead: about never, and soon done. */
  #sweep(): void {
    if (this.#chunks.length < 2 * this.#alive + sweepSlack) return;
    const ids = new Map<number, number>();
    const living = this.#chunks.filter((chunk) => chunk !== undefined);
    for (const [id, chunk] of living.entries()) {
      ids.set(chunk.id, id);
      chunk.id = id;
    }
    this.#chunks = living;
    this.#lengths.fill(0);
    for (const { id, words } of living) this.#lengths[id] = words;
    for (const [term, postings] of this.#postings.entries())
      this.#used[term] = renumber(postings, numberAt(this.#used, term), ids);
  }
}

/** Keeps the postings whose chunk has a new id, in place; returns how many. */
function renumber(postings: Uint32Array, used: number, ids: ReadonlyMap<number, number>): number {
  let kept = 0;
  for (let i = 0; i < used; i++) {
    const posting = uint32At(postings, i);
    const id = ids.get(posting >>> 8);
    if (id !== undefined) postings[kept++] = ((id << 8) | (posting & 255)) >>> 0;
  }
  return kept;
}

type QueryTerm = { readonly term: number; readonly worth: number };

type IndexedChunk = {
  id: number;
  readonly path: string;
  readonly hash: number;
  place: Chunk;
  readonly words: number;
  /**
   * The distinct terms of all chunks that came with this one; its own are those from `firstTerm` to `endTerm`. An array
   * for each chunk would take more than what is in it. Undefined until all of them have come.
   */
  terms: Uint32Array | undefined;
  readonly firstTerm: number;
  readonly endTerm: number;
};

function inOrder(a: FoundChunk, b: FoundChunk): number {
  return b.score - a.score || (a.path < b.path ? -1 : a.path > b.path ? 1 : a.startLine - b.startLine);
}
