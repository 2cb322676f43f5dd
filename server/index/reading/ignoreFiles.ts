import { existsSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join, sep } from "node:path";
import { errorCode } from "../../../base/errorCode.ts";
import { folderOf } from "../../languages/projectFiles.ts";
import { excludes, type IgnoreRules, ignoreRules } from "./ignoreRules.ts";

/**
 * Names what no model is shown, in .gitignore's syntax. It counts for its folder and all below, whether or not git
 * knows of it. There is one in any folder.
 */
const ignoreFileName = ".hearthignore";

/** Files read at once. */
const lookAhead = 64;

/** True if a path, absolute or not, is that of an ignore file. */
export function isIgnoreFile(path: string): boolean {
  return path === ignoreFileName || path.endsWith(`/${ignoreFileName}`) || path.endsWith(`${sep}${ignoreFileName}`);
}

/** True if an ignore file beside or above an absolute path names it, or a folder that it lies in. Looks at the disk. */
export function isNamedToBeIgnored(path: string): boolean {
  const read = (folder: string): string | undefined => {
    const file = join(folder, ignoreFileName);
    // Most folders have none, and to catch that costs several times as much.
    if (!existsSync(file)) return undefined;
    try {
      return readFileSync(file, "utf8");
    } catch (error) {
      return rulesAfter(error);
    }
  };
  return new IgnoreFiles(read).name(path);
}

/**
 * Tells which paths below a root the ignore files name that lie in it and above it. The root is absolute. `paths` are
 * relative to it, and the answer holds for them and for nothing else.
 */
export async function namedToBeIgnored(root: string, paths: Iterable<string>): Promise<(path: string) => boolean> {
  const folders = new Set<string>();
  const add = (from: string) => {
    for (let at = from; !folders.has(at); at = dirname(at)) folders.add(at);
  };
  add(root);
  const inside = new Set<string>();
  for (const path of paths) {
    for (let at = folderOf(path); at !== "" && !inside.has(at); at = folderOf(at)) inside.add(at);
  }
  for (const folder of inside) folders.add(join(root, folder));
  const texts = new Map<string, string>();
  const waiting = folders.values();
  const worker = async () => {
    for (const folder of waiting) {
      const text = await readFile(join(folder, ignoreFileName), "utf8").catch(rulesAfter);
      if (text !== undefined) texts.set(folder, text);
    }
  };
  await Promise.all(Array.from({ length: lookAhead }, worker));
  if (texts.size === 0) return () => false;
  const files = new IgnoreFiles((folder) => texts.get(folder));
  return (path) => files.name(join(root, path));
}

/** An ignore file that cannot be read may name anything below it. */
function rulesAfter(error: unknown): string | undefined {
  return ["ENOENT", "ENOTDIR", "EISDIR"].includes(errorCode(error) ?? "") ? undefined : "*";
}

/** The ignore files of a disk, each looked at once. */
class IgnoreFiles {
  readonly #read: (folder: string) => string | undefined;
  readonly #rules = new Map<string, IgnoreRules>();
  readonly #named = new Map<string, boolean>();

  /** `read` has the text of a folder's ignore file; undefined where there is none. */
  constructor(read: (folder: string) => string | undefined) {
    this.#read = read;
  }

  /** True if they name an absolute path or a folder that it lies in. */
  name(path: string): boolean {
    const folder = dirname(path);
    return this.#nameFolder(folder) || excludes(this.#rulesIn(folder), slashed(path));
  }

  /** Once a folder is named, nothing in it can be taken out again: so it is with .gitignore. */
  #nameFolder(folder: string): boolean {
    const above = dirname(folder);
    if (above === folder) return false;
    const known = this.#named.get(folder);
    if (known !== undefined) return known;
    const named = this.#nameFolder(above) || excludes(this.#rulesIn(above), `${slashed(folder)}/`);
    this.#named.set(folder, named);
    return named;
  }

  /** The rules that count for what lies in a folder. */
  #rulesIn(folder: string): IgnoreRules {
    const known = this.#rules.get(folder);
    if (known) return known;
    const above = dirname(folder);
    const outer = above === folder ? [] : this.#rulesIn(above);
    const text = this.#read(folder)?.replace(/^\uFEFF/, "");
    const rules = text === undefined ? outer : [...outer, ignoreRules(slashed(folder).replace(/\/?$/, "/"), text)];
    this.#rules.set(folder, rules);
    return rules;
  }
}

function slashed(path: string): string {
  return sep === "/" ? path : path.replaceAll(sep, "/");
}
