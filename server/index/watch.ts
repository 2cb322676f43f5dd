import { stat } from "node:fs/promises";
import { type AsyncSubscription, type Event, subscribe } from "@parcel/watcher";
import { foreignFolders } from "./listing.ts";

/** Events are collected until it was quiet for so long, so that a branch switch is one change. */
const quietMs = 50;
/** But they are not held back longer than this, however busy the disk is. */
const longestMs = 500;
/** Nothing tells of a folder that comes back. */
const lookAgainMs = 1000;

/** Who hears of what happens below a folder. */
type Listener = {
  /** Files and folders were made, changed or removed by anybody; absolute paths, in batches. */
  readonly changed: (paths: readonly string[]) => void;
  /** The folder itself was removed and is there again: anything in it may be new. */
  readonly returned: () => void;
  readonly log: (message: string) => void;
};

/**
 * Tells of changes below a root, for editors that do not tell the server. A root that is removed is waited for.
 * Resolves, when nothing is missed any more, to what stops it.
 */
export async function watch(root: string, listener: Listener): Promise<() => Promise<void>> {
  const watcher = new Watcher(root, listener);
  await watcher.start();
  return () => watcher.stop();
}

class Watcher {
  readonly #root: string;
  readonly #listener: Listener;
  #subscription: AsyncSubscription | undefined;
  #paths = new Set<string>();
  #firstMs = 0;
  #flush: NodeJS.Timeout | undefined;
  #waiting: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor(root: string, listener: Listener) {
    this.#root = root;
    this.#listener = listener;
  }

  async start(): Promise<void> {
    const ignore = [...foreignFolders].map((folder) => `**/${folder}`);
    const { log } = this.#listener;
    try {
      const happened = (error: Error | null, events: readonly Event[]) => {
        if (error) log(`index: watching ${this.#root}: ${error.message}`);
        this.#happened(events ?? []);
      };
      this.#subscription = await subscribe(this.#root, happened, { ignore });
      if (this.#isStopped) await this.stop();
    } catch (error) {
      // Too many folders for the system's limit, or a file system that reports nothing. The client's events remain.
      log(`index: cannot watch ${this.#root}: ${(error as Error).message}`);
    }
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#flush);
    clearInterval(this.#waiting);
    const subscription = this.#subscription;
    this.#subscription = undefined;
    await subscription?.unsubscribe();
  }

  #happened(events: readonly Event[]): void {
    if (this.#isStopped) return;
    if (this.#paths.size === 0) this.#firstMs = performance.now();
    for (const { path } of events) this.#paths.add(path);
    clearTimeout(this.#flush);
    const waitMs = Math.min(quietMs, Math.max(0, this.#firstMs + longestMs - performance.now()));
    if (this.#paths.size > 0) this.#flush = setTimeout(() => this.#tell(), waitMs);
    if (events.some(({ path, type }) => path === this.#root && type === "delete")) void this.#waitForRoot();
  }

  #tell(): void {
    const batch = [...this.#paths];
    this.#paths = new Set();
    this.#listener.changed(batch);
  }

  /** A subscription follows the folder that it was made for, not its name. */
  async #waitForRoot(): Promise<void> {
    const lost = this.#subscription;
    this.#subscription = undefined;
    clearInterval(this.#waiting);
    this.#waiting = setInterval(() => void this.#lookForRoot(), lookAgainMs).unref();
    await lost?.unsubscribe().catch((error: Error) => this.#listener.log(`index: ${error.message}`));
  }

  async #lookForRoot(): Promise<void> {
    const root = await stat(this.#root).catch(() => undefined); // it is still gone
    if (!root?.isDirectory() || this.#subscription || this.#isStopped) return;
    clearInterval(this.#waiting);
    await this.start();
    if (!this.#isStopped) this.#listener.returned();
  }
}
