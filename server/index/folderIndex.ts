import { setMaxListeners } from "node:events";
import { languageOf } from "../../grammars/languages.ts";
import { Contents } from "./contents.ts";
import { crawl, type Progress } from "./crawl.ts";
import { amongst, discover, mayBeIndexed } from "./discovery.ts";
import { FolderView } from "./folderView.ts";
import type { Job } from "./job.ts";
import { type Discovery, isForeign } from "./listing.ts";
import type { OpenFile } from "./openFile.ts";
import { OpenFiles } from "./openFiles.ts";
import type { Edit, Tree } from "./parse.ts";
import type { Pool } from "./pool.ts";
import { folderOf, projectFileName } from "./projectFiles.ts";
import { ProjectReader } from "./projectReader.ts";
import { staleFiles } from "./stale.ts";
import type { Store } from "./store.ts";

type FolderOptions = {
  /** Absolute. */
  readonly root: string;
  readonly pool: Pool;
  /** Without it nothing is kept for the next start. */
  readonly store?: Store | undefined;
  readonly fingerprint: string;
  readonly log: (message: string) => void;
  /** There is a new view. */
  readonly changed: () => void;
  readonly progress: (progress: Progress) => void;
};

/** The index is stored this long after the last change on disk. */
const saveAfterMs = 30_000;

/** Keeps the index of one workspace folder true. Paths are relative to its root, with `/` between names. */
export class FolderIndex {
  readonly #options: FolderOptions;
  readonly #abort = new AbortController();
  readonly #contents = new Contents();
  readonly #openFiles: OpenFiles;
  readonly #discovery: Discovery;
  #open: ReadonlyMap<string, OpenFile> = new Map();
  readonly #projectFiles: ProjectReader;
  #last: Promise<unknown> = Promise.resolve();
  #view: FolderView;
  /** What to look at next: everything, or these paths. */
  #pending: "all" | Set<string> = new Set();
  #updating: Promise<void> | undefined;
  #saving: NodeJS.Timeout | undefined;
  /** Calls off the reading that is under way. */
  #reading = new AbortController();
  #isWarm = false;
  #isUnsaved = false;

  constructor(options: FolderOptions) {
    this.#options = options;
    this.#projectFiles = new ProjectReader(options.root);
    setMaxListeners(0, this.#abort.signal); // as many as there are documents being opened
    this.#discovery = {
      wanted: (path) => languageOf(path) !== undefined || projectFileName.test(path),
      log: options.log,
      signal: this.#abort.signal,
    };
    this.#openFiles = new OpenFiles({
      mayBeIndexed: async (path) => this.#contents.texts.has(path) || mayBeIndexed(options.root, path, this.#discovery),
      settled: (file) => this.#show(file),
      log: options.log,
    });
    this.#view = this.#look();
  }

  get view(): FolderView {
    return this.#view;
  }

  /** Whether this start used a stored index. */
  get isWarm(): boolean {
    return this.#isWarm;
  }

  /** Whether the index on disk, if any, is older than this one. */
  get isUnsaved(): boolean {
    return this.#isUnsaved;
  }

  /** Loads what is stored, then brings it up to date. Resolves when the index is complete. */
  async build(): Promise<void> {
    const { store, root, fingerprint } = this.#options;
    const stored = await store?.load(root, fingerprint);
    if (stored) {
      this.#contents.restore(stored);
      this.#isWarm = true;
      this.#publish();
    }
    await this.refresh();
  }

  /** Looks again at some files or folders, or at everything. Resolves when the index has them as they are now. */
  refresh(paths?: Iterable<string>): Promise<void> {
    if (!paths) this.#pending = "all";
    else if (this.#pending !== "all") for (const path of paths) this.#pending.add(path);
    this.#updating ??= this.#exclusively(() => this.#update()).finally(() => {
      this.#updating = undefined;
    });
    return this.#updating;
  }

  /** Somebody says that these were made, changed, moved or removed. Most of what changes in a folder is not code. */
  touched(paths: readonly string[]): Promise<void> {
    if (paths.some((path) => path.endsWith(".gitignore"))) return this.refresh();
    const { wanted } = this.#discovery;
    const other = paths.filter((path) => !wanted(path));
    const folders = other.length > 0 ? this.#foldersOf(other) : new Set();
    return this.refresh(paths.filter((path) => !isForeign(`${path}/`) && (wanted(path) || folders.has(path))));
  }

  open(path: string, languageId: string, text: string): void {
    this.#openFiles.open(path, languageId, text);
  }

  change(path: string, text: string, change?: Edit): void {
    this.#openFiles.change(path, text, change);
  }

  /** The editor's text counts until the file was read from disk again. */
  async close(path: string): Promise<void> {
    this.#openFiles.close(path);
    await this.refresh([path]);
    if (this.#openFiles.has(path) || !this.#open.has(path)) return;
    const open = new Map(this.#open);
    open.delete(path);
    this.#open = open;
    this.#publish();
  }

  /** The tree of an open file, if it is of the text as it is now. Good until the next `await`. */
  tree(path: string): Tree | undefined {
    return this.#openFiles.tree(path);
  }

  /** Resolves when all open files are understood as they are and no look at the disk is under way. */
  async settled(): Promise<void> {
    await this.#openFiles.settled();
    await this.#updating;
  }

  /** Writes the index to disk. Returns its size in bytes, or undefined where it was not written. */
  save(): Promise<number | undefined> {
    return this.#exclusively(async () => {
      const { store, root, fingerprint } = this.#options;
      clearTimeout(this.#saving);
      this.#isUnsaved = false;
      await this.#contents.compact(true);
      this.#publish();
      const [text] = this.#contents.texts.layers;
      const [syntax] = this.#contents.syntax.layers;
      if (!store || !text || !syntax || this.#abort.signal.aborted) return undefined;
      return store.save(root, fingerprint, { text: text.table, syntax: syntax.table });
    });
  }

  /** Ends the reading of files that is under way. What is not read stays unknown until it changes. */
  stopReading(): void {
    this.#reading.abort();
  }

  dispose(): void {
    this.#abort.abort();
    clearTimeout(this.#saving);
  }

  /** Updates and writing change or need the contents as a whole: one at a time. */
  #exclusively<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => undefined); // whoever asked for the work hears of its failure
    return result;
  }

  async #update(): Promise<void> {
    while (this.#pending === "all" || this.#pending.size > 0) {
      const pending = this.#pending;
      this.#pending = new Set();
      // What is open counts as it is in the editor, however often it is saved; it is read when it is closed.
      const only = pending === "all" ? undefined : [...pending].filter((path) => !this.#openFiles.has(path));
      if (only?.length !== 0) await this.#lookAt(only);
      if (this.#abort.signal.aborted) return;
    }
  }

  async #lookAt(only: readonly string[] | undefined): Promise<void> {
    const { root, pool, progress } = this.#options;
    const { signal } = this.#abort;
    const listing = await discover(root, { ...this.#discovery, ...(only ? { only } : {}) });
    if (signal.aborted) return;
    const gone = this.#gone(new Set(listing.paths), amongst(only));
    this.#contents.remove(gone);
    this.#contents.skip(listing.skipped);
    await this.#projectFiles.update(listing.paths, gone);
    const code = listing.paths.filter((path) => languageOf(path));
    const stale = await staleFiles(root, code, (path) => this.#contents.stamp(path));
    const run = (job: Job) => pool.run(job);
    const report = (step: Progress) => {
      this.#publish();
      progress(step);
    };
    this.#reading = new AbortController();
    const reading = AbortSignal.any([signal, this.#reading.signal]);
    await crawl({ root, contents: this.#contents, run, progress: report, signal: reading }, stale);
    if (signal.aborted) return;
    await this.#contents.compact();
    this.#publish();
    if (stale.length > 0 || gone.length > 0) this.#saveLater();
  }

  /** What we know of and was not listed now. */
  #gone(listed: ReadonlySet<string>, among: (path: string) => boolean): string[] {
    const skipped = this.#contents.skipped.map(({ path }) => path);
    const known = new Set([...this.#contents.texts.paths(), ...skipped, ...this.#projectFiles.paths()]);
    return [...known].filter((path) => among(path) && !listed.has(path));
  }

  /**
   * Those of the paths that are folders or may have been: of what is gone nobody can say any more, so all that looks
   * like one. In one pass over what is known, since a branch switch changes thousands of files.
   */
  #foldersOf(paths: readonly string[]): ReadonlySet<string> {
    const known = new Set<string>();
    for (const path of this.#contents.texts.paths()) {
      for (let at = folderOf(path); at !== "" && !known.has(at); at = folderOf(at)) known.add(at);
    }
    return new Set(paths.filter((path) => !/\.\w+$/.test(path) || known.has(path)));
  }

  #show(file: OpenFile): void {
    this.#open = new Map(this.#open).set(file.path, file);
    this.#publish();
  }

  #publish(): void {
    this.#view = this.#look();
    this.#options.changed();
  }

  #look(): FolderView {
    const { texts, syntax, skipped } = this.#contents;
    return new FolderView({
      root: this.#options.root,
      texts,
      syntax,
      open: this.#open,
      project: this.#projectFiles.project,
      skipped,
    });
  }

  #saveLater(): void {
    this.#isUnsaved = true;
    clearTimeout(this.#saving);
    const save = () => this.save().catch((error: Error) => this.#options.log(`index: ${error.stack}`));
    this.#saving = setTimeout(save, saveAfterMs).unref();
  }
}
