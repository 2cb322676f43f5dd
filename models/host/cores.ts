/** Chunks after which the slower way is tried again: other programs come and go. */
const retryChunks = 32;
/** Chunks that are read with all cores before it is tried whether that is the faster way. */
const trustedChunks = 4;

/**
 * Decides how a part of a prompt that somebody waits for is read. It is read with all cores, or with one left to the
 * editor. While other programs keep the cores busy, fewer threads are many times faster: each waits for the slowest. So
 * both ways are measured.
 */
export class Cores {
  readonly #use: (all: boolean) => void;
  #all: number | undefined;
  #most: number | undefined;
  #chunks = 0;

  /** `use` has the next decode run on all cores, or on all but one. */
  constructor(use: (all: boolean) => void) {
    this.#use = use;
  }

  /** Decides for the next chunk; `isAwaited` says that somebody waits for it. Returns whether all cores are used. */
  choose(isAwaited: boolean): boolean {
    const all = isAwaited && this.#areAllBetter();
    if (isAwaited) this.#chunks++;
    this.#use(all);
    return all;
  }

  /** Writing, and reading in the background, leave a core to the editor. */
  rest(): void {
    this.#use(false);
  }

  measured(all: boolean, tokensPerMs: number): void {
    if (all) this.#all = mixed(this.#all, tokensPerMs);
    else this.#most = mixed(this.#most, tokensPerMs);
  }

  #areAllBetter(): boolean {
    if (this.#all === undefined) return true;
    if (this.#most === undefined) return this.#chunks < trustedChunks;
    const isBetter = this.#all >= this.#most;
    return this.#chunks % retryChunks === 0 ? !isBetter : isBetter;
  }
}

/** The newest measurement counts half. */
function mixed(known: number | undefined, newest: number): number {
  return known === undefined ? newest : (known + newest) / 2;
}
