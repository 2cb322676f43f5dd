import type { Progress } from "./crawl.ts";
import { fingerprint } from "./fingerprint.ts";
import { FolderIndex } from "./folderIndex.ts";
import type { FolderView } from "./folderView.ts";
import { Index, innermost, isInside, relativeTo } from "./index.ts";
import { OpenDocuments } from "./openDocuments.ts";
import type { Edit, Tree } from "./parse.ts";
import { Pool } from "./pool.ts";
import type { Store } from "./store.ts";
import { watch } from "./watch.ts";

export type WorkspaceIndexOptions = {
  readonly log: (message: string) => void;
  /** Where indexes are kept between starts; nowhere if undefined. */
  readonly store?: Store | undefined;
  /** There is a new `index`. */
  readonly changed?: (() => void) | undefined;
  /** Files done of all, over all folders; `done` equals `total` at the end. */
  readonly progress?: ((progress: Progress) => void) | undefined;
};

/** Keeps the index of all workspace folders true: folders come and go, files change in the editor and on disk. */
export class WorkspaceIndex {
  readonly #options: WorkspaceIndexOptions;
  readonly #pool: Pool;
  readonly #folders = new Map<string, FolderIndex>();
  readonly #progress = new Map<string, Progress>();
  /** A folder may come after the documents in it. */
  readonly #documents = new OpenDocuments();
  /** For each watched folder, what ends the watching. */
  readonly #stops = new Map<string, Promise<() => Promise<void>>>();
  #isWatching = false;
  /** The last that was asked of `follow`. */
  #following: Promise<void> = Promise.resolve();
  readonly #fingerprint = fingerprint();
  #index = new Index();

  constructor(options: WorkspaceIndexOptions) {
    this.#options = options;
    this.#pool = new Pool(options.log);
  }

  /** What is known now. */
  get index(): Index {
    return this.#index;
  }

  /** What is known of each folder now. */
  get views(): readonly FolderView[] {
    return [...this.#folders.values()].map(({ view }) => view);
  }

  /** CPU time and peak memory of the child processes. */
  get usage(): Pool["usage"] {
    return this.#pool.usage;
  }

  folder(root: string): FolderIndex | undefined {
    return this.#folders.get(root);
  }

  /** The workspace consists of these folders (absolute paths). Resolves when the index of all of them is complete. */
  async setFolders(roots: readonly string[]): Promise<void> {
    for (const [root, folder] of this.#folders) {
      if (roots.includes(root)) continue;
      folder.dispose();
      this.#folders.delete(root);
      this.#progress.delete(root);
      this.#quietly(this.#unwatch(root));
    }
    const key = await this.#fingerprint;
    const added = roots.filter((root) => !this.#folders.has(root));
    for (const root of added) this.#folders.set(root, this.#folder(root, key));
    for (const [path, { languageId, text }] of this.#documents.followed()) {
      const home = this.#homeOf(path);
      if (home && added.includes(home.root)) home.folder.open(home.relative, languageId, text);
    }
    if (this.#isWatching) for (const root of added) void this.#watch(root);
    this.#publish();
    await Promise.all(added.map((root) => this.#folders.get(root)?.build()));
  }

  /** As `setFolders`, for whoever does not wait: a failure is logged, and what is known so far stays. */
  follow(roots: readonly string[]): void {
    this.#following = this.setFolders(roots);
    this.#quietly(this.#following);
  }

  /** An editor opened a document. One outside all folders is not indexed. */
  open(path: string, languageId: string, text: string): void {
    const { isHeavy } = this.#documents.open(path, languageId, text);
    const home = this.#homeOf(path);
    if (!isHeavy) home?.folder.open(home.relative, languageId, text);
  }

  /** `change` is what was replaced, if it was one piece. Takes microseconds; the index follows within milliseconds. */
  change(path: string, text: string, change?: Edit): void {
    const changed = this.#documents.change(path, text, change);
    const home = this.#homeOf(path);
    if (!changed || !home) return;
    const [before, { languageId, isHeavy }] = changed;
    if (isHeavy && !before.isHeavy) this.#quietly(home.folder.close(home.relative));
    else if (before.isHeavy && !isHeavy) home.folder.open(home.relative, languageId, text);
    else if (!isHeavy) home.folder.change(home.relative, text, change);
  }

  close(path: string): void {
    this.#documents.close(path);
    const home = this.#homeOf(path);
    if (home) this.#quietly(home.folder.close(home.relative));
  }

  /** Somebody says that these files or folders were made, changed, moved or removed on disk. */
  changed(paths: readonly string[]): void {
    for (const [root, folder] of this.#folders) {
      const inside = paths.filter((path) => isInside(root, path)).map((path) => relativeTo(root, path));
      if (inside.length > 0) this.#quietly(folder.touched(inside));
    }
  }

  /** Watches the disk ourselves from now on, for an editor that does not, or does not tell of what others do. */
  async watch(): Promise<void> {
    this.#isWatching = true;
    await Promise.all([...this.#folders.keys()].map((root) => this.#watch(root)));
  }

  /** Ends the reading of files that is under way; everything goes on with what is known. */
  stopReading(): void {
    for (const folder of this.#folders.values()) folder.stopReading();
  }

  /** The tree of an open document, if it is of the text as it is now. Good until the next `await`. */
  tree(path: string): Tree | undefined {
    const home = this.#homeOf(path);
    return home?.folder.tree(home.relative);
  }

  /** Resolves when every open document is understood as it is and all that was told of the disk is looked at. */
  async settled(): Promise<void> {
    await this.#following.catch(() => {}); // which was logged
    await Promise.all([...this.#folders.values()].map((folder) => folder.settled()));
  }

  /** Stores what changed since it was stored. The server does this by itself, now and then. */
  async save(): Promise<void> {
    for (const folder of this.#folders.values()) if (folder.isUnsaved) await folder.save();
  }

  async dispose(): Promise<void> {
    for (const folder of this.#folders.values()) folder.dispose();
    this.#pool.dispose();
    await Promise.all([...this.#stops.keys()].map((root) => this.#unwatch(root)));
  }

  /** Resolves when nothing that happens in the folder is missed any more. */
  #watch(root: string): Promise<unknown> {
    const listener = {
      changed: (paths: readonly string[]) => this.changed(paths),
      returned: () => this.#quietly(this.#folders.get(root)?.refresh() ?? Promise.resolve()),
      log: this.#options.log,
    };
    const stop = this.#stops.get(root) ?? watch(root, listener);
    this.#stops.set(root, stop);
    return stop;
  }

  async #unwatch(root: string): Promise<void> {
    const stop = this.#stops.get(root);
    this.#stops.delete(root);
    await (await stop)?.();
  }

  #folder(root: string, key: string): FolderIndex {
    return new FolderIndex({
      root,
      pool: this.#pool,
      store: this.#options.store,
      fingerprint: key,
      log: this.#options.log,
      changed: () => this.#publish(),
      progress: (progress) => this.#report(root, progress),
    });
  }

  #quietly(work: Promise<void>): void {
    work.catch((error: Error) => this.#options.log(`index: ${error.stack}`));
  }

  /** The innermost folder that holds a path, and the path in it. */
  #homeOf(
    path: string,
  ): { readonly root: string; readonly folder: FolderIndex; readonly relative: string } | undefined {
    const root = innermost(this.#folders.keys(), path) ?? "";
    const folder = this.#folders.get(root);
    return folder && { root, folder, relative: relativeTo(root, path) };
  }

  #publish(): void {
    this.#index = new Index(this.views);
    this.#options.changed?.();
  }

  #report(root: string, progress: Progress): void {
    this.#progress.set(root, progress);
    const all = [...this.#progress.values()];
    const sum = (part: keyof Progress) => all.reduce((total, each) => total + each[part], 0);
    this.#options.progress?.({ done: sum("done"), total: sum("total") });
  }
}
