import { setMaxListeners } from "node:events";
import { languageOf } from "../../../grammars/languages.ts";
import type { Project } from "../../languages/project.ts";
import { folderOf, projectFileName } from "../../languages/projectFiles.ts";
import { inSlices, type Steps } from "../../slices/slices.ts";
import type { Contents } from "../tables/contents.ts";
import { isCompileCommands } from "./compileCommandsReader.ts";
import { crawl, type IndexingProgress } from "./crawl.ts";
import { amongst, discover, mayBeIndexed, namedIn } from "./discovery.ts";
import { isIgnoreFile } from "./ignoreFiles.ts";
import type { ReadingJob } from "./job.ts";
import { type Discovery, isForeign } from "./listing.ts";
import type { Pool } from "./pool.ts";
import { ProjectReader } from "./projectReader.ts";
import { staleFiles } from "./stale.ts";

type Options = {
  /** Absolute. */
  readonly root: string;
  readonly pool: Pool;
  readonly log: (message: string) => void;
  /** Some of the files that are read now are in the contents. */
  readonly progress: (progress: IndexingProgress) => void;
};

/** Brings what is known of a folder's files to what is on disk. Paths are relative to it, with `/` between names. */
export class FolderReader {
  readonly #options: Options;
  readonly #contents: Contents;
  readonly #projectFiles: ProjectReader;
  readonly #abort = new AbortController();
  readonly #discovery: Discovery;
  /** Calls off the reading that is under way. */
  #reading = new AbortController();

  constructor(contents: Contents, options: Options) {
    this.#contents = contents;
    this.#options = options;
    this.#projectFiles = new ProjectReader(options.root, options.log);
    setMaxListeners(0, this.#abort.signal); // as many as there are documents being opened
    this.#discovery = {
      wanted: (path) => languageOf(path) !== undefined || projectFileName.test(path),
      log: options.log,
      signal: this.#abort.signal,
    };
  }

  /** The contents of the project files. */
  get project(): Project {
    return this.#projectFiles.project;
  }

  get isDisposed(): boolean {
    return this.#abort.signal.aborted;
  }

  /** True if a file that is open in the editor may be indexed. */
  async mayBeIndexed(path: string): Promise<boolean> {
    return this.#contents.texts.has(path) || mayBeIndexed(this.#options.root, path, this.#discovery);
  }

  /**
   * The paths that may matter, among those that were made, changed, moved or removed. Undefined if all files may. Most
   * changes in a folder are not of code.
   */
  relevant(paths: readonly string[]): readonly string[] | undefined {
    if (paths.some((path) => path.endsWith(".gitignore") || isIgnoreFile(path))) return undefined;
    const wanted = (path: string) => this.#discovery.wanted(path) || isCompileCommands(path);
    const other = paths.filter((path) => !wanted(path));
    const folders = other.length > 0 ? this.#foldersOf(other) : new Set();
    return paths.filter((path) => !isForeign(`${path}/`) && (wanted(path) || folders.has(path)));
  }

  /** Forgets what ignore files have named since it was read. */
  async forgetNamed(): Promise<void> {
    const paths = [...this.#contents.texts.paths()];
    const isNamed = await namedIn(this.#options.root, paths);
    this.#contents.remove(paths.filter(isNamed));
  }

  /** Reads what has changed among these files and folders, or in all. Resolves to whether anything had. */
  async read(only: readonly string[] | undefined): Promise<boolean> {
    const { root, pool, progress } = this.#options;
    const { signal } = this.#abort;
    const listing = await discover(root, { ...this.#discovery, ...(only ? { only } : {}) });
    if (signal.aborted) return false;
    const gone = await inSlices(this.#gone(new Set(listing.paths), amongst(only)));
    if (signal.aborted) return false;
    this.#contents.remove(gone);
    this.#contents.skip(listing.skipped);
    await this.#projectFiles.update(listing.paths, gone, only);
    const code = listing.paths.filter((path) => languageOf(path));
    const stale = await staleFiles(root, code, (path) => this.#contents.stamp(path));
    const run = (job: ReadingJob) => pool.run(job);
    this.#reading = new AbortController();
    const reading = AbortSignal.any([signal, this.#reading.signal]);
    await crawl({ root, contents: this.#contents, run, progress, signal: reading }, stale);
    if (signal.aborted) return false;
    await this.#contents.compact();
    return stale.length > 0 || gone.length > 0;
  }

  /** Ends the reading that is under way. What is not read stays unknown until it changes. */
  stop(): void {
    this.#reading.abort();
  }

  dispose(): void {
    this.#abort.abort();
  }

  /** The paths that we know of and that were not listed now. */
  *#gone(listed: ReadonlySet<string>, among: (path: string) => boolean): Steps<string[]> {
    const gone = new Set<string>();
    const skipped = this.#contents.skipped.map(({ path }) => path);
    for (const paths of [this.#contents.texts.paths(), skipped, this.#projectFiles.paths()]) {
      for (const path of paths) {
        if (!listed.has(path) && among(path)) gone.add(path);
        yield;
      }
    }
    return [...gone];
  }

  /**
   * The paths that are folders or may have been. Nobody can say any more what a path was that is gone, so all that look
   * like folders are here. One pass over the known paths finds them, since a branch switch changes thousands of files.
   */
  #foldersOf(paths: readonly string[]): ReadonlySet<string> {
    const known = new Set<string>();
    for (const path of this.#contents.texts.paths()) {
      for (let at = folderOf(path); at !== "" && !known.has(at); at = folderOf(at)) known.add(at);
    }
    return new Set(paths.filter((path) => !/\.\w+$/.test(path) || known.has(path)));
  }
}
