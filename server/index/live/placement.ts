import { basename, resolve } from "node:path";
import { innermost, isInside, relativeTo } from "../codeIndex.ts";
import { filePath, pathIn, realPath } from "../paths.ts";
import { isNamedToBeIgnored } from "../reading/ignoreFiles.ts";
import { looksSecret } from "../reading/secretFiles.ts";

/** Where a document lies. */
export type Placement = {
  /** See `SourceFile`. */
  readonly path: string;
  readonly key: string;
  /** Why no model is shown it, by its name or by the name of the file that it is a link to; undefined where it may be. */
  readonly withheld: Withheld | undefined;
};

/** Its name is that of a file with secrets, or an ignore file names it. */
export type Withheld = "secret" | "ignored";

/** A workspace folder on disk: as the editor names it, and with all links resolved. Both are absolute. */
type Root = { readonly path: string; readonly real: string };

/**
 * The workspace folders on disk. A document belongs to the innermost that holds it, whichever of the two was named
 * through a link. So one file has one place, whatever way leads to it.
 */
export class Roots {
  readonly #roots: readonly Root[];
  /** Folders that are no files: the documents of a remote file system, for one. */
  readonly #others: readonly string[];

  constructor(folders: readonly { readonly uri: string }[]) {
    const paths = folders.map(({ uri }) => filePath(uri));
    const roots = paths.flatMap((path) => (path === undefined ? [] : [resolve(path)]));
    const all = roots.map((path) => ({ path, real: realPath(path) }));
    this.#roots = all.filter((root, at) => all.findIndex(({ real }) => real === root.real) === at);
    this.#others = folders.filter((_, at) => paths[at] === undefined).map(({ uri }) => uri);
  }

  /** Each folder once, as the editor names it. */
  get paths(): readonly string[] {
    return this.#roots.map(({ path }) => path);
  }

  /** Where the document of a URI lies. Looks at the disk. */
  place(uri: string): Placement {
    const path = filePath(uri);
    if (path === undefined) {
      return { path: this.#pathOf(uri), key: uri, withheld: looksSecret(pathIn(uri)) ? "secret" : undefined };
    }
    const real = realPath(path);
    const key = this.#below("real", real) ?? this.below(path);
    const root = innermost(this.paths, key);
    return {
      path: root === undefined ? basename(path) : relativeTo(root, key),
      key,
      withheld: withheldBecause([path, real]),
    };
  }

  /** A path as it is named below a root of the editor. Either name of a root counts. A path in none stays as it is. */
  below(path: string): string {
    return this.#below("path", path) ?? this.#below("real", path) ?? path;
  }

  #below(name: keyof Root, path: string): string | undefined {
    const names = this.#roots.map((root) => root[name]);
    const home = innermost(names, path);
    const root = home === undefined ? undefined : this.#roots[names.indexOf(home)];
    return root && home !== undefined ? resolve(root.path, relativeTo(home, path)) : undefined;
  }

  #pathOf(uri: string): string {
    const full = pathIn(uri);
    const homes = this.#others.filter((folder) => schemeOf(folder) === schemeOf(uri)).map(pathIn);
    const home = homes.filter((folder) => isInside(folder, full)).sort((a, b) => b.length - a.length)[0];
    return home === undefined ? basename(full) : full.slice(home.length).replace(/^\//, "");
  }
}

function withheldBecause(names: readonly string[]): Withheld | undefined {
  if (names.some(looksSecret)) return "secret";
  return [...new Set(names)].some(isNamedToBeIgnored) ? "ignored" : undefined;
}

function schemeOf(uri: string): string {
  return uri.slice(0, uri.indexOf(":"));
}
