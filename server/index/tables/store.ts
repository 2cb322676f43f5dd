import { chmod, mkdir, readdir, readFile, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { cacheFolder } from "../../../base/cacheFolder.ts";
import { errorCode } from "../../../base/errorCode.ts";
import { errorMessage } from "../../../base/errorText.ts";
import { replaceFile } from "../../../base/replaceFile.ts";
import { whyNotWritten } from "../../../base/whyNotWritten.ts";
import { contentHash } from "../reading/readSource.ts";
import { packSections, type Sections, unpackSections } from "./sections.ts";
import type { SyntaxTable, TextTable } from "./tables.ts";

/** The stored parts of a folder's index. */
export type Stored = { readonly text: TextTable; readonly syntax: SyntaxTable };

type Place = {
  /** The cache folder for indexes; it will be the user's alone. */
  readonly folder: string;
  /** Indexes unused for longest are removed when all together take more. */
  readonly maxBytes: number;
  readonly log: (message: string) => void;
};

const defaultMaxBytes = 1 << 30;
/** A temporary file this old was left by a process that died. */
const abandonedMs = 3_600_000;

/**
 * Indexes on disk, one file for each workspace folder. A file is written under another name, flushed and renamed. A
 * reader sees the old file or the new one, also when two servers write for the same folder.
 */
export class Store {
  readonly #place: Place;

  constructor(place: { folder?: string; maxBytes?: number; log: (message: string) => void }) {
    this.#place = { folder: cacheFolder("index"), maxBytes: defaultMaxBytes, ...place };
  }

  /** The stored index of a folder, if there is one that can be trusted to the last byte. */
  async load(root: string, fingerprint: string): Promise<Stored | undefined> {
    const path = this.#pathOf(root);
    try {
      const file = await readFile(path);
      const now = new Date();
      await utimes(path, now, now); // the order of eviction
      const sections = await unpackSections(about(root, fingerprint), file);
      if (sections) return sections as Sections & Stored;
      this.#place.log(`index: the stored index of ${root} is of another version or damaged; building it anew`);
      await rm(path, { force: true });
    } catch (error) {
      if (errorCode(error) !== "ENOENT") this.#place.log(`index: ${errorMessage(error)}`);
    }
    return undefined;
  }

  /** Returns the size in bytes, or undefined where nothing could be written (read-only home, full disk). */
  async save(root: string, fingerprint: string, stored: Stored): Promise<number | undefined> {
    const { folder, log } = this.#place;
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await chmod(folder, 0o700); // it may have been there
      const pieces = await packSections(about(root, fingerprint), stored as Sections & Stored);
      await replaceFile(this.#pathOf(root), pieces, { mode: 0o600, flush: true });
      await this.#evict();
      return pieces.reduce((sum, piece) => sum + piece.length, 0);
    } catch (error) {
      log(`index: not stored in ${folder}: ${whyNotWritten(error)}`);
      return undefined;
    }
  }

  /** The size and time of a folder's stored index, which is not read; undefined where there is none. */
  async kept(
    root: string,
  ): Promise<{ readonly path: string; readonly bytes: number; readonly usedAt: Date } | undefined> {
    const path = this.#pathOf(root);
    const stats = await stat(path).catch(() => undefined); // ENOENT: nothing was stored
    return stats && { path, bytes: stats.size, usedAt: stats.mtime };
  }

  async remove(root: string): Promise<void> {
    await rm(this.#pathOf(root), { force: true });
  }

  #pathOf(root: string): string {
    return join(this.#place.folder, `${contentHash(root)}.index`);
  }

  async #evict(): Promise<void> {
    const { folder, maxBytes } = this.#place;
    const names = await readdir(folder);
    const files = await Promise.all(
      names.map(async (name) => {
        const path = join(folder, name);
        const stats = await stat(path).catch(() => undefined); // another server may have removed it
        return { path, bytes: stats?.size ?? 0, usedMs: stats?.mtimeMs ?? 0 };
      }),
    );
    const abandoned = files.filter(({ path, usedMs }) => path.endsWith(".tmp") && Date.now() - usedMs > abandonedMs);
    const indexes = files.filter(({ path }) => path.endsWith(".index")).sort((a, b) => b.usedMs - a.usedMs);
    let bytes = 0;
    const surplus = indexes.filter((index, i) => {
      bytes += index.bytes;
      return bytes > maxBytes && i > 0; // the newest stays, however large
    });
    await Promise.all([...abandoned, ...surplus].map(({ path }) => rm(path, { force: true })));
  }
}

/** The root's own path is in the file, so that two roots whose names hash alike never share one. */
function about(root: string, fingerprint: string): string {
  return `${fingerprint} ${root}`;
}
