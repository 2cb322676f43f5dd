import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { folderOf } from "../../languages/projectFiles.ts";
import type { FolderIndex } from "../folderIndex.ts";

/**
 * The time between two looks at all files of a folder. Files beside open documents are looked at so long after the last
 * key.
 */
export type LookTimes = { readonly everyMs: number; readonly pauseMs: number };

export const usualLooks: LookTimes = { everyMs: 60_000, pauseMs: 2_000 };

/** Looking takes no more than this share of the time. */
const largestShare = 0.05;

type Options = {
  readonly folder: FolderIndex;
  readonly times: LookTimes;
  /** Open documents in the folder, relative to it. */
  readonly open: () => readonly string[];
  /** Called before each look at everything: perhaps the folder can be watched by now. */
  readonly retry: () => Promise<void>;
  readonly log: (message: string) => void;
};

/** Looks at a folder that nobody tells anything about: at everything now and then, beside open documents on a pause. */
export class UnwatchedFolder {
  readonly #options: Options;
  #next: NodeJS.Timeout | undefined;
  #pause: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor(options: Options) {
    this.#options = options;
    this.#later(options.times.everyMs);
  }

  /** A document was opened or changed: when that has paused, what its neighbours have become matters. */
  touched(): void {
    clearTimeout(this.#pause);
    if (this.#isStopped) return;
    this.#pause = setTimeout(() => this.#quietly(this.#lookBeside()), this.#options.times.pauseMs).unref();
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#next);
    clearTimeout(this.#pause);
  }

  #later(ms: number): void {
    this.#next = setTimeout(() => this.#quietly(this.#lookAtAll()), ms).unref();
  }

  async #lookAtAll(): Promise<void> {
    const { folder, retry, times } = this.#options;
    const startedMs = performance.now();
    try {
      await retry();
      await folder.refresh();
    } finally {
      const tookMs = performance.now() - startedMs;
      if (!this.#isStopped) this.#later(Math.max(times.everyMs, tookMs / largestShare));
    }
  }

  /** The files of the folders that open documents lie in, and those that were there. */
  async #lookBeside(): Promise<void> {
    const { folder, open } = this.#options;
    const folders = new Set(open().map(folderOf));
    const known = [...folder.view.paths()].filter((path) => folders.has(folderOf(path)));
    const present = await Promise.all([...folders].map((path) => filesIn(folder.view.root, path)));
    await folder.touched([...new Set([...known, ...present.flat()])]);
  }

  #quietly(look: Promise<void>): void {
    look.catch((error: Error) => this.#options.log(`index: ${error.stack}`));
  }
}

async function filesIn(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []); // it is gone
  return entries.filter((entry) => entry.isFile()).map(({ name }) => (folder === "" ? name : `${folder}/${name}`));
}
