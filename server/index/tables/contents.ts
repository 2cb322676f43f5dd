import { elementAt } from "../../../base/at.ts";
import { inSlices, type Steps } from "../../slices/slices.ts";
import type { JobResult } from "../reading/job.ts";
import type { Skipped } from "../reading/listing.ts";
import { Shelf } from "./arena.ts";
import { fileCount, pathOf, type Stamp, stampOf } from "./fileTable.ts";
import { type Layer, Layers } from "./layers.ts";
import { mergeSyntax, mergeTexts } from "./merge.ts";
import type { Stored } from "./store.ts";
import type { SyntaxTable, TextTable } from "./tables.ts";

/** More layers than this make look-ups slower than they need be. */
const maxLayers = 8;

/**
 * Small layers are merged with each other until they hold this part of all files. Then they are merged with the large
 * one, too.
 */
const largeShare = 0.25;

/**
 * While a crawl goes on, the smallest layers are merged when there are this many, so that a path is found quickly in a
 * hundred thousand files, too. A file is merged a few times only.
 */
const maxCrawledLayers = 32;
const thinnedLayers = 25;

/** A job of so many files is part of a large crawl: its tables are merged soon. */
const manyFiles = 32;

/** The index of a folder's files as they are on disk. The tables never change; this class swaps them. */
export class Contents {
  #texts = new Layers<TextTable>();
  #syntax = new Layers<SyntaxTable>();
  /** The new stamps of files that were touched and turned out to be the same. */
  readonly #stamps = new Map<string, Stamp>();
  readonly #skipped = new Map<string, string>();
  /** Where the tables of a large crawl lie until they are merged. */
  #shelf = new Shelf();
  #hasCrawled = false;
  #thinning: Promise<void> | undefined;

  get texts(): Layers<TextTable> {
    return this.#texts;
  }

  /** Never has a file in another state than `texts` has it. */
  get syntax(): Layers<SyntaxTable> {
    return this.#syntax;
  }

  get skipped(): Skipped[] {
    return Array.from(this.#skipped, ([path, reason]) => ({ path, reason }));
  }

  /** The state a file was read in; undefined for one that is not indexed. */
  stamp(path: string): Stamp | undefined {
    const newer = this.#stamps.get(path);
    if (newer) return newer;
    const found = this.#texts.find(path);
    return found && stampOf(found.table.files, found.file);
  }

  *restore({ text, syntax }: Stored): Steps<void> {
    this.#texts = Layers.of(text);
    this.#syntax = Layers.of(syntax);
    for (const path of this.#texts.paths()) {
      if (!this.#syntax.has(path)) this.#skipped.set(path, unparsed);
      yield;
    }
  }

  /**
   * Takes in what a job found, of several at once. Resolves to the files that changed between the reading of their text
   * and of their tree.
   */
  async accept(result: JobResult): Promise<string[]> {
    while (this.#thinning) await this.#thinning;
    const torn = this.#accept(result);
    if (this.#texts.layers.length > maxCrawledLayers || this.#syntax.layers.length > maxCrawledLayers) {
      this.#thinning = this.#thin().finally(() => {
        this.#thinning = undefined;
      });
    }
    return torn;
  }

  #accept({ unparsed: treeless, unchanged, skipped, ...found }: JobResult): string[] {
    const text = this.#shelved(found.text);
    const syntax = this.#shelved(found.syntax);
    this.remove(pathsIn(text));
    this.remove(skipped.map(({ path }) => path));
    // No layer below has any of its files any more.
    this.#texts = new Layers([...this.#texts.layers, ...Layers.of(text).layers]);
    for (const [path, stamp] of unchanged) this.#stamps.set(path, stamp);
    for (const { path, reason } of skipped) this.#skipped.set(path, reason);
    for (const path of treeless) this.#skipped.set(path, unparsed);
    const torn = pathsIn(syntax).filter((path, file) => this.stamp(path)?.hash !== stampOf(syntax.files, file).hash);
    this.#syntax = this.#syntax.with(syntax).without(torn);
    return torn;
  }

  /** Forgets files, in the tables and in the list of those that were skipped. */
  remove(paths: readonly string[]): void {
    if (paths.length === 0) return;
    this.#texts = this.#texts.without(paths);
    this.#syntax = this.#syntax.without(paths);
    for (const path of paths) {
      this.#stamps.delete(path);
      this.#skipped.delete(path);
    }
  }

  /** Files that discovery left out. */
  skip(skipped: readonly Skipped[]): void {
    for (const { path, reason } of skipped) this.#skipped.set(path, reason);
  }

  /**
   * Fewer layers, when there are many; one layer with `all`, or after a large crawl: what that leaves is given back
   * before anything else is taken in. Nothing else may change the contents meanwhile.
   */
  async compact(all = false): Promise<void> {
    while (this.#thinning) await this.#thinning;
    const areAll = all || this.#hasCrawled;
    const isStamped = this.#stamps.size > 0;
    this.#texts = await compacted(this.#texts, (layers) => mergeTexts(layers, this.#stamps), areAll, isStamped);
    this.#syntax = await compacted(this.#syntax, mergeSyntax, areAll);
    this.#shelf = new Shelf();
    this.#hasCrawled = false;
  }

  async #thin(): Promise<void> {
    this.#texts = await thinned(this.#texts, (layers) => mergeTexts(layers, this.#stamps));
    this.#syntax = await thinned(this.#syntax, mergeSyntax);
  }

  #shelved<T extends TextTable | SyntaxTable>(table: T): T {
    if (fileCount(table.files) < manyFiles) return table;
    this.#hasCrawled = true;
    return this.#shelf.put(table);
  }
}

const unparsed = "identifiers only: too large or too slow to parse";

function pathsIn({ files }: Pick<TextTable, "files">): string[] {
  return Array.from({ length: fileCount(files) }, (_, file) => pathOf(files, file));
}

/** The smallest layers as one, where there are many: each path is alive in one of them, so their order says nothing. */
async function thinned<T extends Pick<TextTable, "files">>(
  { layers }: Layers<T>,
  merge: (layers: readonly Layer<T>[]) => Steps<T>,
): Promise<Layers<T>> {
  if (layers.length <= maxCrawledLayers) return new Layers(layers);
  const bySize = [...layers].sort((a, b) => a.alive - b.alive);
  const merged = Layers.of(await inSlices(merge(bySize.slice(0, thinnedLayers))));
  return new Layers([...bySize.slice(thinnedLayers), ...merged.layers]);
}

async function compacted<T extends Pick<TextTable, "files">>(
  { layers, size }: Layers<T>,
  merge: (layers: readonly Layer<T>[]) => Steps<T>,
  all: boolean,
  isStale = false,
): Promise<Layers<T>> {
  const isOne = layers.length === 1 && layers[0]?.alive === layers[0]?.dead.length && !isStale;
  if (layers.length <= (all ? 0 : maxLayers) || isOne) return new Layers(layers);
  const large = layers.findIndex(({ alive }) => alive > size * (1 - largeShare));
  const kept = all || large < 0 ? [] : [elementAt(layers, large)];
  const merged = Layers.of(await inSlices(merge(layers.filter((layer) => !kept.includes(layer)))));
  return new Layers([...kept, ...merged.layers]);
}
