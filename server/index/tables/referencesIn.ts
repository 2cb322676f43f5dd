import { join, sep } from "node:path";
import { ascending, ascendingCount } from "./ascending.ts";
import { type Postings, postingBytes } from "./postings.ts";

/**
 * The occurrences of a name in one file. Read when asked for: of a frequent name there are thousands, and whoever looks for
 * it wants few of them.
 */
export class ReferencesIn {
  readonly #root: string;
  readonly #relative: string;
  readonly #postings: Postings;
  readonly #posting: number;

  constructor(root: string, relative: string, postings: Postings, posting: number) {
    this.#root = root;
    this.#relative = relative;
    this.#postings = postings;
    this.#posting = posting;
  }

  /** Absolute. */
  get path(): string {
    return absolute(this.#root, this.#relative);
  }

  /** Relative to the folder, with `/`. */
  get relative(): string {
    return this.#relative;
  }

  get count(): number {
    return ascendingCount(postingBytes(this.#postings, this.#posting));
  }

  /** UTF-16 offsets, ascending. */
  get offsets(): Uint32Array {
    return ascending(postingBytes(this.#postings, this.#posting));
  }
}

/** `join` for paths that are known to be in order. */
export function absolute(root: string, relative: string): string {
  return sep === "/" && !root.endsWith("/") ? `${root}/${relative}` : join(root, relative);
}
