import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { copyFile, mkdir, readdir, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, isAbsolute, join, relative, resolve } from "node:path";
import { isUnder } from "../../../base/isUnder.ts";
import { privateFolder, userId } from "../../../base/privateFolder.ts";
import { repositoryAround } from "../../../base/repositoryAround.ts";

/** What checkers write beside the code for their next run. Through a link they would write it into the workspace. */
const ofCheckers = /^(?:\.git|\.hg|\.mypy_cache|\.ruff_cache|\.pytype|.*\.tsbuildinfo)$/;

/** A folder that holds more names is not laid over: it would take as long as the check. */
const maxNames = 20_000;

/**
 * A folder of links to a workspace, in which some files have another text: a program that runs there sees the workspace
 * as it would be. The workspace itself is never written to.
 */
export class Overlay {
  /** The place of the workspace folder in it. */
  readonly root: string;
  readonly #base: string;
  readonly #project: string;

  private constructor(base: string, project: string, root: string) {
    this.#base = base;
    this.#project = project;
    this.root = join(base, relative(project, root));
  }

  /**
   * Lays texts over what the repository around `root` holds. `texts` are by path; those outside of it are left away.
   * Rejects with the system's error, or an Error with a sentence.
   */
  static async over(root: string, texts: ReadonlyMap<string, string>): Promise<Overlay> {
    const own = privateFolder(join(tmpdir(), `hearth-${userId()}`), "TMPDIR");
    const base = join(own, `verify-${randomUUID()}`);
    await mkdir(base, { mode: 0o700 });
    // Configuration and packages may lie above the folder.
    const project = repositoryAround(resolve(root));
    // Programs name files by their real paths.
    const overlay = new Overlay(await realpath(base), project, root);
    try {
      await overlay.#link([...texts.keys()].filter((path) => overlay.#isInside(path)));
      await overlay.write(texts);
    } catch (error) {
      await overlay.remove();
      throw error;
    }
    return overlay;
  }

  /** Gives files another text; they are among those that it was made with. */
  async write(texts: ReadonlyMap<string, string>): Promise<void> {
    for (const [path, text] of texts) if (this.#isInside(path)) await writeFile(this.#placeOf(path), text);
  }

  /** The path in the workspace of what a program that runs here calls so. */
  original(path: string): string {
    const absolute = isAbsolute(path) ? path : join(this.root, path);
    return isUnder(this.#base, absolute) ? join(this.#project, relative(this.#base, absolute)) : absolute;
  }

  async remove(): Promise<void> {
    await rm(this.#base, { recursive: true, force: true });
  }

  #isInside(path: string): boolean {
    return isUnder(this.#project, path);
  }

  #placeOf(path: string): string {
    return join(this.#base, relative(this.#project, path));
  }

  /** Folders on the way to these files, and to the root, are folders; everything beside them is a link. */
  async #link(paths: readonly string[]): Promise<void> {
    const folders = new Set<string>([this.#project]);
    const add = (folder: string) => {
      for (let at = folder; isUnder(this.#project, at) && !folders.has(at); at = dirname(at)) folders.add(at);
    };
    for (const path of paths) add(dirname(path));
    add(this.original(this.root));
    const own = new Set([...folders, ...paths]);
    let names = 0;
    for (const folder of folders) {
      const place = this.#placeOf(folder);
      await mkdir(place, { recursive: true, mode: 0o700 });
      const entries = existsSync(folder) ? await readdir(folder, { withFileTypes: true }) : [];
      const isCargo = entries.some(({ name }) => name === "Cargo.toml");
      names += entries.length;
      if (names > maxNames) throw new Error("the folder holds too many files");
      for (const entry of entries) {
        const path = join(folder, entry.name);
        if (own.has(path) || ofCheckers.test(entry.name) || (isCargo && entry.name === "target")) continue;
        await linkTo(path, join(place, entry.name), entry.isDirectory());
      }
    }
  }
}

/** Windows gives only administrators links to files; links to folders are junctions there. */
async function linkTo(path: string, place: string, isFolder: boolean): Promise<void> {
  if (process.platform === "win32" && !isFolder) await copyFile(path, place);
  else await symlink(path, place, isFolder ? "junction" : "file");
}
