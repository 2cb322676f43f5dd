/** A map that keeps the `most` entries that were used last. Reading an entry and writing it are uses of it. */
export class Recent<K, V> {
  readonly #most: number;
  /** Least recently used first: the order of a Map is that of insertion. */
  readonly #entries = new Map<K, V>();

  constructor(most: number) {
    this.#most = most;
  }

  get size(): number {
    return this.#entries.size;
  }

  get(key: K): V | undefined {
    const value = this.#entries.get(key);
    if (value !== undefined) this.set(key, value);
    return value;
  }

  set(key: K, value: V): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    if (this.#entries.size <= this.#most) return;
    for (const oldest of this.#entries.keys()) {
      this.#entries.delete(oldest);
      return;
    }
  }

  /** The last used first. */
  newestFirst(): readonly V[] {
    return [...this.#entries.values()].reverse();
  }
}
