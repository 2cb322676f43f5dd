import { without } from "../../base/without.ts";
import { inSlices } from "../slices/slices.ts";
import { FolderView } from "./folderView.ts";
import type { OpenFile } from "./live/openFile.ts";
import { OpenFiles } from "./live/openFiles.ts";
import type { IndexingProgress } from "./reading/crawl.ts";
import { FolderReader } from "./reading/folderReader.ts";
import type { Pool } from "./reading/pool.ts";
import { Contents } from "./tables/contents.ts";
import type { Store } from "./tables/store.ts";

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
  readonly progress: (progress: IndexingProgress) => void;
  /** Everything was looked at, ignore files among it. */
  readonly lookedAtAll: () => void;
};

/** The index is stored this long after the last change on disk. */
const saveAfterMs = 30_000;

/** Keeps the index of one workspace folder true. Paths are relative to its root, with `/` between names. */
export class FolderIndex {
  readonly #options: FolderOptions;
  readonly #contents = new Contents();
  readonly #reader: FolderReader;
  /** The documents that are open in it. Closing one is more than they know of: see `close`. */
  readonly files: Pick<OpenFiles, "open" | "change" | "tree">;
  readonly #openFiles: OpenFiles;
  #open: ReadonlyMap<string, OpenFile> = new Map();
  #apart: ReadonlyMap<string, OpenFile> = new Map();
  #last: Promise<unknown> = Promise.resolve();
  #view: FolderView;
  /** The next look: at everything, or at these paths. */
  #pending: "all" | Set<string> = new Set();
  #updating: Promise<void> | undefined;
  #saving: NodeJS.Timeout | undefined;
  #isWarm = false;
  #isUnsaved = false;

  constructor(options: FolderOptions) {
    this.#options = options;
    const { root, pool, log } = options;
    this.#reader = new FolderReader(this.#contents, { root, pool, log, progress: (step) => this.#report(step) });
    this.#openFiles = new OpenFiles({
      mayBeIndexed: (path) => this.#reader.mayBeIndexed(path),
      settled: (file, isApart) => this.#show(file, isApart),
      log,
    });
    this.files = this.#openFiles;
    this.#view = this.#look();
  }

  get view(): FolderView {
    return this.#view;
  }

  /** True if this start used a stored index. */
  get isWarm(): boolean {
    return this.#isWarm;
  }

  /** True if the index on disk, if any, is older than this one. */
  get isUnsaved(): boolean {
    return this.#isUnsaved;
  }

  /** Loads what is stored, then brings it up to date. Resolves when the index is complete. */
  async build(): Promise<void> {
    const { store, root, fingerprint } = this.#options;
    const stored = await store?.load(root, fingerprint);
    if (stored) {
      await inSlices(this.#contents.restore(stored));
      await this.#reader.forgetNamed();
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

  /** Somebody says that these were made, changed, moved or removed. */
  touched(paths: readonly string[]): Promise<void> {
    return this.refresh(this.#reader.relevant(paths));
  }

  /** The editor's text counts until the file was read from disk again. */
  async close(path: string): Promise<void> {
    this.#openFiles.close(path);
    await this.refresh([path]);
    if (this.#openFiles.has(path) || !(this.#open.has(path) || this.#apart.has(path))) return;
    this.#open = without(this.#open, path);
    this.#apart = without(this.#apart, path);
    this.#publish();
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
      if (!store || !text || !syntax || this.#reader.isDisposed) return undefined;
      return store.save(root, fingerprint, { text: text.table, syntax: syntax.table });
    });
  }

  /** Ends the reading of files that is under way. What is not read stays unknown until it changes. */
  stopReading(): void {
    this.#reader.stop();
  }

  dispose(): void {
    this.#reader.dispose();
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
      // An open file counts as it is in the editor, however often it is saved. It is read when it is closed.
      const only = pending === "all" ? undefined : [...pending].filter((path) => !this.#openFiles.has(path));
      if (only?.length === 0) continue;
      const isChanged = await this.#reader.read(only);
      if (this.#reader.isDisposed) return;
      this.#publish();
      // What is ignored may have changed.
      if (pending === "all") {
        this.#options.lookedAtAll();
        await this.#openFiles.admitAnew();
      }
      if (isChanged) this.#saveLater();
    }
  }

  #report(progress: IndexingProgress): void {
    this.#publish();
    this.#options.progress(progress);
  }

  #show(file: OpenFile, isApart: boolean): void {
    const { path } = file;
    this.#open = isApart ? without(this.#open, path) : new Map(this.#open).set(path, file);
    this.#apart = isApart ? new Map(this.#apart).set(path, file) : without(this.#apart, path);
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
      apart: this.#apart,
      project: this.#reader.project,
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
