import type { Progress } from "./crawl.ts";
import { fingerprint } from "./fingerprint.ts";
import { FolderIndex } from "./folderIndex.ts";
import type { FolderView } from "./folderView.ts";
import { Index, isInside, relativeTo } from "./index.ts";
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
  readonly #stops: (() => Promise<void>)[] = [];
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
    }
    const key = await this.#fingerprint;
    const added = roots.filter((root) => !this.#folders.has(root));
    for (const root of added) this.#folders.set(root, this.#folder(root, key));
    this.#publish();
    await Promise.all(added.map((root) => this.#folders.get(root)?.build()));
  }

  /** An editor opened a document. One outside all folders is not indexed. */
  open(path: string, languageId: string, text: string): void {
    this.#at(path, (folder, relative) => folder.open(relative, languageId, text));
  }

  /** `change` is what was replaced, if it was one piece. Takes microseconds; the index follows within milliseconds. */
  change(path: string, text: string, change?: Edit): void {
    this.#at(path, (folder, relative) => folder.change(relative, text, change));
  }

  close(path: string): void {
    this.#at(path, (folder, relative) => void folder.close(relative));
  }

  /** Somebody says that these files or folders were made, changed, moved or removed on disk. */
  changed(paths: readonly string[]): void {
    for (const [root, folder] of this.#folders) {
      const inside = paths.filter((path) => isInside(root, path)).map((path) => relativeTo(root, path));
      if (inside.length > 0) void folder.touched(inside);
    }
  }

  /** Watches the disk ourselves, for an editor that does not, or does not tell of what others do. */
  async watch(): Promise<void> {
    for (const root of this.#folders.keys()) {
      this.#stops.push(await watch(root, (paths) => this.changed(paths), this.#options.log));
    }
  }

  /** The tree of an open document, if it is of the text as it is now. Good until the next `await`. */
  tree(path: string): Tree | undefined {
    let tree: Tree | undefined;
    this.#at(path, (folder, relative) => {
      tree = folder.tree(relative);
    });
    return tree;
  }

  /** Resolves when every open document is understood as it is and all that was told of the disk is looked at. */
  async settled(): Promise<void> {
    await Promise.all([...this.#folders.values()].map((folder) => folder.settled()));
  }

  /** Stores what changed since it was stored. The server does this by itself, now and then. */
  async save(): Promise<void> {
    for (const folder of this.#folders.values()) if (folder.isUnsaved) await folder.save();
  }

  async dispose(): Promise<void> {
    for (const folder of this.#folders.values()) folder.dispose();
    this.#pool.dispose();
    await Promise.all(this.#stops.map((stop) => stop()));
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

  /** The innermost folder that holds a path. */
  #at(path: string, use: (folder: FolderIndex, relative: string) => void): void {
    const roots = [...this.#folders.keys()].filter((root) => isInside(root, path)).sort((a, b) => b.length - a.length);
    const folder = this.#folders.get(roots[0] ?? "");
    if (folder) use(folder, relativeTo(roots[0] as string, path));
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
