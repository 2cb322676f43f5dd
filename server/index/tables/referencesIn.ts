import { join, sep } from "node:path";
import { ascending, ascendingCount } from "./ascending.ts";

/**
 * The occurrences of a name in one file. Decoded when asked for: whoever looks for a frequent name wants few of them.
 */
export class ReferencesIn {
  readonly #root: string;
  readonly #relative: string;
  readonly #bytes: Uint8Array;

  /** `bytes` is a list as in ascending.ts. */
  constructor(root: string, relative: string, bytes: Uint8Array) {
    this.#root = root;
    this.#relative = relative;
    this.#bytes = bytes;
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
    return ascendingCount(this.#bytes);
  }

  /** UTF-16 offsets, ascending. */
  get offsets(): Uint32Array {
    return ascending(this.#bytes);
  }
}

/** `join` for paths that are known to be in order. */
export function absolute(root: string, relative: string): string {
  return sep === "/" && !root.endsWith("/") ? `${root}/${relative}` : join(root, relative);
}
