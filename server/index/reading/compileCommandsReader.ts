import { createReadStream } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { join, posix } from "node:path";
import { errorMessage } from "../../../base/errorText.ts";
import { languageOf } from "../../../grammars/languages.ts";
import { CompileCommands } from "../../languages/c/compileCommands.ts";
import { folderOf } from "../../languages/projectFiles.ts";
import { Slices } from "../../slices/slices.ts";
import { namedIn } from "./discovery.ts";
import { JsonList } from "./jsonList.ts";
import { ResponseFiles } from "./responseFiles.ts";

/** The list of a compiler's commands, which is read in parts. */
const compileCommandsName = "compile_commands.json";

/** True for such a list, which is read though git ignores it. */
export function isCompileCommands(path: string): boolean {
  return posix.basename(path) === compileCommandsName;
}

/** A list as it was read: `stamp` is another one when the file is. */
type Read = { readonly stamp: string; readonly modifiedMs: number; readonly commands: CompileCommands };

/** Chromium's list has 300 MB, that of LLVM 10. */
const maxBytes = 100_000_000;

/** Folders that programs are built in, and those in them: `build`, `cmake-build-debug`, `out/Release`. */
const buildFolder = /^(?:[._]?build|cmake-build|out$|bin$|obj$)/i;

/** Code has its own lists in folders at most so deep, and in at most so many of them. */
const maxDepth = 2;
const maxFolders = 64;

/**
 * Keeps what the `compile_commands.json` of a folder say. They are written where programs are built, which git ignores as a
 * rule, and may be links: so they are looked for by name, where there is code of C or C++. Only where headers are is taken
 * from them.
 */
export class CompileCommandsReader {
  readonly #root: string;
  readonly #log: (message: string) => void;
  /** The folders with code below them that are looked at. */
  readonly #folders = new Set<string>();
  #read: ReadonlyMap<string, Read> = new Map();

  constructor(root: string, log: (message: string) => void) {
    this.#root = root;
    this.#log = log;
  }

  /** The outermost list first; of several in one build folder each, the newest. */
  get commands(): readonly CompileCommands[] {
    const depth = (path: string) => (isIn(buildFolder, path) ? 1 : 0);
    return [...this.#read]
      .sort(([a, one], [b, other]) => depth(a) - depth(b) || other.modifiedMs - one.modifiedMs)
      .map(([, { commands }]) => commands);
  }

  /**
   * Looks again, where a list may have changed: `listed` are files that are new or changed, `only` what was looked at,
   * everything if undefined. Resolves to whether anything is new.
   */
  async update(listed: readonly string[], only: readonly string[] | undefined): Promise<boolean> {
    const before = this.#folders.size;
    await this.#addFolders(listed);
    if (this.#folders.size === 0) return false;
    if (only && before === this.#folders.size && !only.some((path) => this.#concerns(path))) return false;
    const found = await this.#lookedFor();
    const read = new Map<string, Read>();
    for (const path of found) {
      const list = await this.#readAgain(path);
      if (list) read.set(path, list);
    }
    const isNew = read.size !== this.#read.size || [...read].some(([path, list]) => this.#read.get(path) !== list);
    this.#read = read;
    return isNew;
  }

  async #addFolders(listed: readonly string[]): Promise<void> {
    const slices = new Slices();
    for (const path of listed) {
      if (slices.due) await slices.rest();
      if (languageOf(path)?.group !== "c") continue;
      const parts = path.split("/").slice(0, -1);
      for (let depth = 0; depth <= Math.min(maxDepth, parts.length) && this.#folders.size < maxFolders; depth++) {
        this.#folders.add(parts.slice(0, depth).join("/"));
      }
    }
  }

  /** True if what happened to a path may have been to a list, or to a folder with one. */
  #concerns(path: string): boolean {
    const isBuild = (folder: string) => buildFolder.test(posix.basename(folder));
    return isCompileCommands(path) || isBuild(path) || isBuild(folderOf(path));
  }

  async #lookedFor(): Promise<string[]> {
    const found = new Set<string>();
    for (const folder of this.#folders) {
      const builds = await this.#foldersIn(folder, buildFolder);
      const inner = await Promise.all(builds.map((build) => this.#foldersIn(build, /^[^.]/)));
      for (const each of [folder, ...builds, ...inner.flat()]) found.add(posix.join(each, compileCommandsName));
    }
    const isNamed = await namedIn(this.#root, [...found]);
    return [...found].filter((path) => !isNamed(path));
  }

  async #foldersIn(folder: string, named: RegExp): Promise<string[]> {
    const entries = await readdir(join(this.#root, folder), { withFileTypes: true }).catch(() => []); // it is gone
    const inside = entries.filter((entry) => named.test(entry.name) && (entry.isDirectory() || entry.isSymbolicLink()));
    return inside.slice(0, maxFolders).map(({ name }) => posix.join(folder, name));
  }

  /** The list as it is now; as it was where it cannot be read, since a build may be writing it. */
  async #readAgain(path: string): Promise<Read | undefined> {
    const file = join(this.#root, path);
    const stats = await stat(file).catch(() => undefined); // there is none, as a rule
    if (!stats?.isFile()) return undefined;
    const stamp = [stats.mtimeMs, stats.size, stats.ino].join();
    const known = this.#read.get(path);
    if (known?.stamp === stamp) return known;
    const roots = [this.#root, await realpath(this.#root).catch(() => this.#root)];
    const commands = new CompileCommands(roots);
    const responseFiles = new ResponseFiles(this.#root, roots);
    const told = { stamp, modifiedMs: stats.mtimeMs };
    try {
      if (stats.size > maxBytes) throw new Error(`it is larger than ${maxBytes / 1e6} MB`);
      for await (const command of commandsIn(file)) commands.add(await responseFiles.writtenOut(command));
      return { ...told, commands };
    } catch (error) {
      this.#log(`index: ${path} tells of no folders of headers until it is written again: ${errorMessage(error)}`);
      return { ...told, commands: known?.commands ?? new CompileCommands([]) };
    }
  }
}

async function* commandsIn(file: string): AsyncGenerator<unknown> {
  const list = new JsonList();
  for await (const part of createReadStream(file, { encoding: "utf8" })) yield* list.push(part);
  list.end();
}

function isIn(folders: RegExp, path: string): boolean {
  return path.split("/").some((part) => folders.test(part));
}
