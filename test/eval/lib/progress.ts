/** Says on stderr how far a run has come and how long the rest will take, at most once a second. */
export class Progress {
  readonly #what: string;
  readonly #total: number;
  readonly #now: () => number;
  readonly #write: (line: string) => void;
  readonly #startedMs: number;
  #done: number;
  readonly #doneBefore: number;
  #saidMs = Number.NEGATIVE_INFINITY;

  /** `done` of `total` are there from a run before. */
  constructor(
    what: string,
    total: number,
    done = 0,
    write: (line: string) => void = (line) => void process.stderr.write(`${line}\n`),
    now: () => number = () => performance.now(),
  ) {
    this.#what = what;
    this.#total = total;
    this.#done = done;
    this.#doneBefore = done;
    this.#write = write;
    this.#now = now;
    this.#startedMs = now();
  }

  step(note = ""): void {
    this.#done++;
    const nowMs = this.#now();
    if (nowMs - this.#saidMs < 1000 && this.#done < this.#total) return;
    this.#saidMs = nowMs;
    const eachMs = (nowMs - this.#startedMs) / (this.#done - this.#doneBefore);
    const left = duration(eachMs * (this.#total - this.#done));
    this.#write(`${this.#what}: ${this.#done} of ${this.#total}, ${left} left${note && `, ${note}`}`);
  }
}

export function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min ${seconds % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
