import { relative, sep } from "node:path";
import type { Definition, Import } from "../languages/tags.ts";
import type { FolderView } from "./folderView.ts";
import { resolve } from "./resolve.ts";
import { absolute, type ReferencesIn } from "./tables/referencesIn.ts";

type DefinitionAt = { readonly path: string; readonly definition: Definition };
type ResolvedName = { readonly path: string; readonly definition?: Definition };

/**
 * The workspace's code at one moment. Immutable; complete or not, it answers from what it has. Paths are absolute.
 * Offsets are UTF-16 offsets into the file's text.
 */
export class CodeIndex {
  readonly #folders: readonly FolderView[];

  constructor(folders: readonly FolderView[] = []) {
    // The innermost of nested folders answers for a file.
    this.#folders = [...folders].sort((a, b) => b.root.length - a.root.length);
  }

  /** Every definition of a name, in any file. */
  definitions(name: string): DefinitionAt[] {
    return this.#everywhere((folder) =>
      folder.definitions(name).map(({ path, definition }) => ({ path: absolute(folder.root, path), definition })),
    );
  }

  /** Every occurrence of a name as an identifier, definitions included; ascending in each file. */
  references(name: string): ReferencesIn[] {
    return this.#everywhere((folder) => folder.references(name));
  }

  /**
   * The origin of a name that the file at `path` declares at its top or imports. Up to three files that re-export the
   * name are followed. Without `definition` the name stands for the whole module. Undefined: not from this workspace.
   */
  resolve(path: string, name: string): ResolvedName | undefined {
    const at = this.#place(path);
    const found = at && resolve(at.folder, at.path, name);
    return found && { ...found, path: absolute(at.folder.root, found.path) };
  }

  /** The definitions in a file, in order, parents before children; empty where the file is not indexed (yet). */
  outline(path: string): readonly Definition[] {
    return this.#tags(path)?.definitions ?? [];
  }

  /** The definitions around an offset, the outermost first. */
  enclosing(path: string, offset: number): Definition[] {
    return this.outline(path).filter(({ start, end }) => start <= offset && offset < end);
  }

  importsOf(path: string): readonly Import[] {
    return this.#tags(path)?.imports ?? [];
  }

  files(): string[] {
    const all = this.#everywhere((folder) =>
      Array.from(folder.paths(), (path) => ({ path: absolute(folder.root, path) })),
    );
    return all.map(({ path }) => path);
  }

  has(path: string): boolean {
    const at = this.#place(path);
    return at?.folder.has(at.path) ?? false;
  }

  /** The offset of the first character of each line. */
  lines(path: string): readonly number[] | undefined {
    const at = this.#place(path);
    return at?.folder.lines(at.path);
  }

  /** The editor's text of an open file, else the file's, read when asked for; undefined for what is not indexed. */
  async text(path: string): Promise<string | undefined> {
    const at = this.#place(path);
    return at?.folder.text(at.path);
  }

  /**
   * The mark that tells one text of a file from another, by identity. It is undefined for a file that is not indexed.
   */
  state(path: string): unknown {
    const at = this.#place(path);
    return at?.folder.state(at.path);
  }

  #tags(path: string) {
    const at = this.#place(path);
    return at?.folder.tags(at.path);
  }

  #place(path: string): { readonly folder: FolderView; readonly path: string } | undefined {
    const folder = this.#folders.find(({ root }) => isInside(root, path));
    return folder && { folder, path: relativeTo(folder.root, path) };
  }

  /** A file in a folder inside another folder is reported once, by the inner one. */
  #everywhere<T extends { readonly path: string }>(look: (folder: FolderView) => T[]): T[] {
    const [first] = this.#folders;
    if (this.#folders.length < 2) return first ? look(first) : [];
    return this.#folders.flatMap((folder) => look(folder).filter(({ path }) => this.#place(path)?.folder === folder));
  }
}

export function isInside(root: string, path: string): boolean {
  return path.startsWith(root.endsWith(sep) ? root : root + sep);
}

/** The innermost of the nested folders that hold a path. */
export function innermost(roots: Iterable<string>, path: string): string | undefined {
  return [...roots].filter((root) => isInside(root, path)).sort((a, b) => b.length - a.length)[0];
}

/** With `/` between folders, whatever the system has. */
export function relativeTo(root: string, path: string): string {
  return relative(root, path).split(sep).join("/");
}
