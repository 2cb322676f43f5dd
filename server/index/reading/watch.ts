import { realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import { type AsyncSubscription, type Event, subscribe as subscribeNatively } from "@parcel/watcher";
import { isInside, relativeTo } from "../codeIndex.ts";
import { foreignFolders } from "./listing.ts";

/** Events are collected until it was quiet for so long, so that a branch switch is one change. */
const quietMs = 50;
/** But they are not held back longer than this, however busy the disk is. */
const longestMs = 500;
/** Nothing tells of a folder that comes back, nor of a link that leads elsewhere. */
const lookAgainMs = 1000;

/** The listener for events below a folder. */
type Listener = {
  /** Files and folders were made, changed or removed by anybody; absolute paths, in batches. */
  readonly changed: (paths: readonly string[]) => void;
  /** The folder is another one: removed and made again, or a link that was changed. Anything in it may be new. */
  readonly returned: () => void;
  /** Nothing is told of the folder from now on, and why in a sentence; until `watched` is called. */
  readonly unwatched: (reason: Unwatched) => void;
  readonly watched: () => void;
  readonly log: (message: string) => void;
};

/** Why a folder cannot be watched. `limit` is the system's setting that says so. */
export type Unwatched = { readonly message: string; readonly limit?: string };

/** Tells of events below a folder that is no link; as @parcel/watcher does. */
export type Subscribe = typeof subscribeNatively;

type Watching = {
  readonly stop: () => Promise<void>;
  /** Tries again to watch what could not be watched. */
  readonly retry: () => Promise<void>;
};

/**
 * Tells of changes below a root, for editors that do not tell the server. A root may be a link; the paths begin with it.
 * One that is removed is waited for. Resolves when nothing is missed any more, or the listener knows that it is.
 */
export async function watch(root: string, listener: Listener, subscribe?: Subscribe): Promise<Watching> {
  const watcher = new Watcher(root, listener, subscribe ?? subscribeNatively);
  await watcher.start();
  return watcher;
}

class Watcher implements Watching {
  readonly #root: string;
  readonly #listener: Listener;
  readonly #subscribe: Subscribe;
  /** The target of the root: the watcher of the system follows no links. */
  #real: string;
  #subscription: AsyncSubscription | undefined;
  #paths = new Set<string>();
  #firstMs = 0;
  #flush: NodeJS.Timeout | undefined;
  #looking: NodeJS.Timeout | undefined;
  #isUnwatched = false;
  #isLooking = false;
  #isStopped = false;

  constructor(root: string, listener: Listener, subscribe: Subscribe) {
    this.#root = root;
    this.#real = root;
    this.#listener = listener;
    this.#subscribe = subscribe;
  }

  async start(): Promise<void> {
    const ignore = [...foreignFolders].map((folder) => `**/${folder}`);
    const { log, unwatched, watched } = this.#listener;
    const happened = (error: Error | null, events: readonly Event[]) => {
      if (error) log(`index: watching ${this.#root}: ${error.message}`);
      this.#happened(events ?? []);
    };
    const real = await realpath(this.#root).catch(() => undefined); // it is not there yet, or not for us
    if (real === undefined) return this.#look();
    this.#real = real;
    try {
      this.#subscription = await this.#subscribe(this.#real, happened, { ignore });
      if (this.#isUnwatched) watched();
      this.#isUnwatched = false;
    } catch (error) {
      // Too many folders for the system's limit, or a file system that reports nothing.
      if (!this.#isUnwatched) unwatched(reasonOf(this.#root, error as Error));
      this.#isUnwatched = true;
    }
    if (this.#isStopped) return this.stop();
    if (this.#real !== this.#root) this.#look();
  }

  async retry(): Promise<void> {
    if (this.#isUnwatched && !this.#isStopped) await this.start();
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#flush);
    clearInterval(this.#looking);
    await this.#unsubscribe();
  }

  #happened(events: readonly Event[]): void {
    if (this.#isStopped) return;
    if (this.#paths.size === 0) this.#firstMs = performance.now();
    for (const { path } of events) this.#paths.add(this.#named(path));
    clearTimeout(this.#flush);
    const waitMs = Math.min(quietMs, Math.max(0, this.#firstMs + longestMs - performance.now()));
    if (this.#paths.size > 0) this.#flush = setTimeout(() => this.#tell(), waitMs);
    if (events.some(({ path, type }) => path === this.#real && type === "delete")) void this.#waitForRoot();
  }

  /** A path as the root begins it. */
  #named(path: string): string {
    return isInside(this.#real, path) ? join(this.#root, relativeTo(this.#real, path)) : this.#root;
  }

  #tell(): void {
    const batch = [...this.#paths];
    this.#paths = new Set();
    this.#listener.changed(batch);
  }

  /** A subscription follows the folder that it was made for, not its name. */
  async #waitForRoot(): Promise<void> {
    await this.#unsubscribe();
    this.#look();
  }

  async #unsubscribe(): Promise<void> {
    const lost = this.#subscription;
    this.#subscription = undefined;
    await lost?.unsubscribe().catch((error: Error) => this.#listener.log(`index: ${error.message}`));
  }

  #look(): void {
    clearInterval(this.#looking);
    if (this.#isStopped) return;
    this.#looking = setInterval(() => {
      if (this.#isLooking) return;
      this.#isLooking = true;
      void this.#lookForRoot().finally(() => {
        this.#isLooking = false;
      });
    }, lookAgainMs).unref();
  }

  async #lookForRoot(): Promise<void> {
    const real = await realpath(this.#root).catch(() => undefined); // it is still gone
    if (real === undefined || this.#isStopped) return;
    if (this.#subscription && real === this.#real) return;
    const isFolder = (await stat(real).catch(() => undefined))?.isDirectory() === true; // gone a moment later
    if (!isFolder || this.#isStopped || (this.#isUnwatched && real === this.#real)) return;
    clearInterval(this.#looking);
    await this.#unsubscribe();
    await this.start();
    if (!this.#isStopped) this.#listener.returned();
  }
}

function reasonOf(root: string, { message }: Error): Unwatched {
  const told = `cannot watch ${root}: ${message}`;
  if (/No space left on device/.test(message)) return { message: told, limit: "fs.inotify.max_user_watches" };
  if (/Too many open files/.test(message)) return { message: told, limit: "fs.inotify.max_user_instances" };
  return { message: told };
}
