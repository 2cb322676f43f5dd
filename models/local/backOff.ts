import { numberAt } from "../../base/at.ts";

/** Wait before something is started again after its first, second, ... crash in a row. */
const waitsMs = [0, 500, 1000, 2000, 4000, 8000, 16_000, 30_000];
/** A host that ran for so long has earned a restart without waiting. */
const healthyMs = 60_000;

/** When something that crashes may be started again. */
export class BackOff {
  readonly #now: () => number;
  #crashes = 0;
  #startedAtMs: number | undefined;
  #againAtMs = Number.NEGATIVE_INFINITY;

  /** `now` in milliseconds, by a clock that nobody sets. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  get isWaiting(): boolean {
    return this.#now() < this.#againAtMs;
  }

  started(): void {
    this.#startedAtMs = this.#now();
  }

  /** It crashed, or could not be started. Returns for how many milliseconds it may not be started now. */
  crashed(): number {
    const ranMs = this.#startedAtMs === undefined ? 0 : this.#now() - this.#startedAtMs;
    this.#startedAtMs = undefined;
    this.#crashes = ranMs > healthyMs ? 1 : this.#crashes + 1;
    const waitMs = numberAt(waitsMs, Math.min(this.#crashes, waitsMs.length) - 1);
    this.#againAtMs = this.#now() + waitMs;
    return waitMs;
  }
}
