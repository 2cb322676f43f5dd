/** A host that is asked for something is asked every so often whether it is there. */
const intervalMs = 3000;
/** Reading a ping takes no time; a process that does not in so long is stopped or hangs. */
const limitMs = 12_000;

/** Watches over a host while it owes an answer. */
export class Watchdog {
  readonly #ping: () => Promise<void>;
  readonly #onDead: () => void;
  #owed = 0;
  #timer: NodeJS.Timeout | undefined;
  #askedAtMs: number | undefined;

  /** `onDead` is called once when the host no longer answers. */
  constructor(ping: () => Promise<void>, onDead: () => void) {
    this.#ping = ping;
    this.#onDead = onDead;
  }

  /** Watches until the answer is there. */
  async over<T>(answer: Promise<T>): Promise<T> {
    this.#owed++;
    this.#timer ??= setInterval(() => this.#look(), intervalMs);
    try {
      return await answer;
    } finally {
      if (--this.#owed === 0) this.#rest();
    }
  }

  #look(): void {
    if (this.#askedAtMs === undefined) {
      this.#askedAtMs = performance.now();
      this.#ping().then(
        () => {
          this.#askedAtMs = undefined;
        },
        () => this.#rest(), // the connection is gone, which its owner hears of too
      );
    } else if (performance.now() - this.#askedAtMs > limitMs) {
      this.#rest();
      this.#onDead();
    }
  }

  #rest(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#askedAtMs = undefined;
  }
}
