import type { Edit, Tree } from "../languages/parse.ts";
import { tooCostlyToParse } from "../languages/tooCostlyToParse.ts";
import { CodeIndex, innermost, isInside, relativeTo } from "./codeIndex.ts";
import { FolderIndex } from "./folderIndex.ts";
import type { FolderView } from "./folderView.ts";
import type { OpenFile } from "./live/openFile.ts";
import { Strays } from "./live/strays.ts";
import type { IndexingProgress } from "./reading/crawl.ts";
import { isIgnoreFile } from "./reading/ignoreFiles.ts";
import { Pool } from "./reading/pool.ts";
import { type LookTimes, UnwatchedFolder, usualLooks } from "./reading/unwatchedFolder.ts";
import { type Subscribe, type Unwatched, watch } from "./reading/watch.ts";
import { fingerprint } from "./tables/fingerprint.ts";
import type { Store } from "./tables/store.ts";

export type WorkspaceIndexOptions = {
  readonly log: (message: string) => void;
  /** Says to the user what they can change. */
  readonly warn?: ((sentence: string) => void) | undefined;
  /** Where indexes are kept between starts; nowhere if undefined. */
  readonly store?: Store | undefined;
  /** There is a new `index`. */
  readonly changed?: (() => void) | undefined;
  /** Files done of all, over all folders; `done` equals `total` at the end. */
  readonly progress?: ((progress: IndexingProgress) => void) | undefined;
  /** How the disk is watched; @parcel/watcher without it. */
  readonly subscribe?: Subscribe | undefined;
  readonly looks?: LookTimes | undefined;
};

/** Where an open document is followed: in the folder that holds it, or among the strays. */
type Home = { readonly root: string; readonly follows: FolderIndex | Strays; readonly relative: string };

/** A document as it is in the editor. One that is too costly to parse is not followed: it counts as it is on disk. */
type Followed = { readonly languageId: string; text: string; isTooCostly: boolean; home?: Home };

/**
 * A change of so much text may make a document too costly, or no longer so. To look after every key would take too
 * long.
 */
const largeChange = 1_000;

/** Keeps the index of all workspace folders true: folders come and go, files change in the editor and on disk. */
export class WorkspaceIndex {
  readonly #options: WorkspaceIndexOptions;
  readonly #pool: Pool;
  readonly #folders = new Map<string, FolderIndex>();
  readonly #progress = new Map<string, IndexingProgress>();
  /** The documents open in the editor, by key. A folder may come after the documents in it. */
  readonly #documents = new Map<string, Followed>();
  /** Folders that are about to come: a document that none holds yet may be in one of them. */
  #expecting = 0;
  readonly #strays: Strays;
  readonly #watches = new Map<string, ReturnType<typeof watch>>();
  readonly #unwatched = new Map<string, UnwatchedFolder>();
  /** Called when documents may lie elsewhere than before, or may be hidden. */
  readonly #whenMoved: (() => void)[] = [];
  #isWatching = false;
  /** The last that was asked of `follow`. */
  #following: Promise<void> = Promise.resolve();
  readonly #fingerprint = fingerprint();
  #index = new CodeIndex();

  constructor(options: WorkspaceIndexOptions) {
    this.#options = options;
    this.#pool = new Pool(options.log);
    this.#strays = new Strays(() => this.#publish(), options.log);
  }

  /** The index at this moment. */
  get index(): CodeIndex {
    return this.#index;
  }

  /** The view of each folder at this moment. */
  get views(): readonly FolderView[] {
    return [...this.#folders.values()].map(({ view }) => view);
  }

  /** Open documents that no folder holds; see `Strays`. */
  get strays(): ReadonlyMap<string, OpenFile> {
    return this.#strays.known;
  }

  /**
   * Calls back when open documents are to be placed anew. A watched folder was removed and made again, or is a link that
   * leads elsewhere now. Or ignore files may name other files.
   */
  onMoved(listener: () => void): void {
    this.#whenMoved.push(listener);
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
    this.#expecting++;
    const key = await this.#fingerprint;
    this.#expecting--;
    for (const [root, folder] of this.#folders) {
      if (roots.includes(root)) continue;
      folder.dispose();
      this.#folders.delete(root);
      this.#progress.delete(root);
      this.#quietly(this.#unwatch(root));
    }
    const added = roots.filter((root) => !this.#folders.has(root));
    for (const root of added) this.#folders.set(root, this.#folder(root, key));
    for (const [path, document] of this.#documents) this.#moveIn(path, document);
    if (this.#isWatching) for (const root of added) void this.#watch(root);
    this.#publish();
    await Promise.all(added.map((root) => this.#folders.get(root)?.build()));
  }

  /** As `setFolders`, for whoever does not wait: a failure is logged, and what is known so far stays. */
  follow(roots: readonly string[]): void {
    this.#following = this.setFolders(roots);
    this.#quietly(this.#following);
  }

  /** An editor opened a document, by its key; see `SourceFile`. One outside all folders is known to itself alone. */
  open(path: string, languageId: string, text: string): void {
    const document = { languageId, text, isTooCostly: tooCostlyToParse(text) };
    this.#documents.set(path, document);
    this.#moveIn(path, document);
    this.#touched(document);
  }

  /** `change` is what was replaced, if it was one piece. Takes microseconds; the index follows within milliseconds. */
  change(path: string, text: string, change?: Edit): void {
    const document = this.#documents.get(path);
    if (!document) return;
    const wasTooCostly = document.isTooCostly;
    document.text = text;
    if (!isSmall(change)) document.isTooCostly = tooCostlyToParse(text);
    if (!document.home) return;
    const { follows, relative } = document.home;
    if (document.isTooCostly && !wasTooCostly) this.#quietly(follows.close(relative));
    else if (wasTooCostly && !document.isTooCostly) follows.files.open(relative, document.languageId, text);
    else if (!document.isTooCostly) follows.files.change(relative, text, change);
    this.#touched(document);
  }

  close(path: string): void {
    const home = this.#documents.get(path)?.home;
    this.#documents.delete(path);
    if (home) this.#quietly(home.follows.close(home.relative));
  }

  /** Somebody says that these files or folders were made, changed, moved or removed on disk. */
  changed(paths: readonly string[]): void {
    if (paths.some(isIgnoreFile)) this.#moved();
    for (const [root, folder] of this.#folders) {
      const inside = paths.filter((path) => isInside(root, path)).map((path) => relativeTo(root, path));
      if (inside.length > 0) this.#quietly(folder.touched(inside));
    }
  }

  /** Watches the disk from now on, for an editor that does not, or does not tell of what others do. */
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
    const home = this.#documents.get(path)?.home;
    return home?.follows.files.tree(home.relative);
  }

  /** Resolves when every open document is understood as it is. All that was told of the disk is looked at by then. */
  async settled(): Promise<void> {
    await this.#following.catch(() => {}); // which was logged
    await Promise.all([this.#strays, ...this.#folders.values()].map((each) => each.settled()));
  }

  /** Stores what changed since it was stored. The server does this by itself, now and then. */
  async save(): Promise<void> {
    for (const folder of this.#folders.values()) if (folder.isUnsaved) await folder.save();
  }

  async dispose(): Promise<void> {
    for (const folder of this.#folders.values()) folder.dispose();
    this.#pool.dispose();
    await Promise.all([...this.#watches.keys()].map((root) => this.#unwatch(root)));
  }

  /** Resolves when nothing that happens in the folder is missed any more. */
  #watch(root: string): Promise<unknown> {
    const listener = {
      changed: (paths: readonly string[]) => this.changed(paths),
      returned: () => {
        this.#quietly(this.#folders.get(root)?.refresh() ?? Promise.resolve());
        this.#moved();
      },
      unwatched: (reason: Unwatched) => this.#lookAt(root, reason),
      watched: () => this.#stopLooking(root),
      log: this.#options.log,
    };
    const watching = this.#watches.get(root) ?? watch(root, listener, this.#options.subscribe);
    this.#watches.set(root, watching);
    return watching;
  }

  async #unwatch(root: string): Promise<void> {
    const watching = this.#watches.get(root);
    this.#watches.delete(root);
    this.#stopLooking(root);
    await (await watching)?.stop();
  }

  /** Nobody tells of changes in this folder: it is looked at. */
  #lookAt(root: string, { message, limit }: Unwatched): void {
    const { log, warn = log, looks: times = usualLooks } = this.#options;
    log(`index: ${message}; it is looked at now and then`);
    if (limit !== undefined) warn(limitReached(limit, times));
    const folder = this.#folders.get(root);
    if (!folder) return;
    const open = () => this.#openIn(root);
    const retry = async () => (await this.#watches.get(root))?.retry();
    this.#stopLooking(root);
    this.#unwatched.set(root, new UnwatchedFolder({ folder, times, open, retry, log }));
  }

  #stopLooking(root: string): void {
    this.#unwatched.get(root)?.stop();
    this.#unwatched.delete(root);
  }

  /** The open documents of a folder, relative to it. */
  #openIn(root: string): string[] {
    return [...this.#documents.values()].flatMap(({ home }) => (home?.root === root ? home.relative : []));
  }

  #touched({ home }: Followed): void {
    this.#unwatched.get(home?.root ?? "")?.touched();
  }

  /** Has a document followed where it is at home now. */
  #moveIn(path: string, document: Followed): void {
    const [old, home] = [document.home, this.#homeOf(path)];
    if (home.follows === old?.follows || (home.root === "" && this.#expecting > 0)) return;
    // The folder that it was in may go on without it.
    if (old && (old.root === "" || this.#folders.has(old.root))) this.#quietly(old.follows.close(old.relative));
    document.home = home;
    if (!document.isTooCostly) home.follows.files.open(home.relative, document.languageId, document.text);
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
      lookedAtAll: () => this.#moved(),
    });
  }

  #moved(): void {
    for (const moved of this.#whenMoved) moved();
  }

  #quietly(work: Promise<void>): void {
    work.catch((error: Error) => this.#options.log(`index: ${error.stack}`));
  }

  /** The innermost folder that holds a path, and the path in it. */
  #homeOf(path: string): Home {
    const root = innermost(this.#folders.keys(), path) ?? "";
    const folder = this.#folders.get(root);
    if (!folder) return { root: "", follows: this.#strays, relative: path };
    return { root, follows: folder, relative: relativeTo(root, path) };
  }

  #publish(): void {
    this.#index = new CodeIndex(this.views);
    this.#options.changed?.();
  }

  #report(root: string, progress: IndexingProgress): void {
    this.#progress.set(root, progress);
    const all = [...this.#progress.values()];
    const sum = (part: keyof IndexingProgress) => all.reduce((total, each) => total + each[part], 0);
    this.#options.progress?.({ done: sum("done"), total: sum("total") });
  }
}

function isSmall(change: Edit | undefined): boolean {
  return change !== undefined && change.oldEnd - change.start + change.newEnd - change.start < largeChange;
}

function limitReached(limit: string, { everyMs }: LookTimes): string {
  const seconds = Math.round(everyMs / 1000);
  return `Hearth cannot watch all folders of the workspace, since the system's limit ${limit} is reached. What other programs change is noticed within about ${seconds} seconds; to have it noticed at once, raise the limit (as root: sysctl ${limit}=524288).`;
}
