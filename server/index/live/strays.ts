import { without } from "../../../base/without.ts";
import type { OpenFile } from "./openFile.ts";
import { OpenFiles } from "./openFiles.ts";

/**
 * Open documents outside all workspace folders, and those that are no files. Each is known to itself alone: nothing of
 * it is ever found from elsewhere. By the keys of their source files.
 */
export class Strays {
  readonly files: Pick<OpenFiles, "open" | "change" | "tree">;
  readonly #files: OpenFiles;
  #known: ReadonlyMap<string, OpenFile> = new Map();

  /** `changed` is called when there is something new in `known`. */
  constructor(changed: () => void, log: (message: string) => void) {
    this.#files = new OpenFiles({
      mayBeIndexed: async () => false,
      settled: (file) => {
        this.#known = new Map(this.#known).set(file.path, file);
        changed();
      },
      log,
    });
    this.files = this.#files;
  }

  /** Each stray with what is known of it. */
  get known(): ReadonlyMap<string, OpenFile> {
    return this.#known;
  }

  async close(key: string): Promise<void> {
    this.#files.close(key);
    this.#known = without(this.#known, key);
  }

  settled(): Promise<void> {
    return this.#files.settled();
  }
}
