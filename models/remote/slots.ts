import { type CancellationToken, CancellationTokenSource } from "vscode-languageserver";
import { type Priority, priorities } from "../engine.ts";

type SlotJob<T> = {
  readonly priority: Priority;
  readonly subject: string;
  /** Must end soon after `token` is cancelled. */
  readonly run: (token: CancellationToken) => Promise<T>;
};

type Entry = SlotJob<unknown> & {
  readonly cancel: CancellationTokenSource;
  readonly settle: (outcome: Promise<unknown>) => void;
};

/**
 * A few requests at once to one server, the most urgent first. As in the host's queue, only the newest request with one
 * subject and priority is served. Typing ends the background work of its subject. A server computes for whoever is
 * connected, so a request that has begun is not paused.
 */
export class Slots {
  readonly #most: number;
  readonly #waiting: Entry[] = [];
  readonly #running = new Set<Entry>();
  readonly #superseded = new WeakSet<CancellationToken>();

  constructor(most: number) {
    this.#most = most;
  }

  /** Resolves to what the job returns, or to undefined if it was cancelled or superseded before it could begin. */
  submit<T>(job: SlotJob<T>, token: CancellationToken): Promise<T | undefined> {
    if (token.isCancellationRequested) return Promise.resolve(undefined);
    this.#supersede(job);
    return new Promise((resolve) => {
      const cancel = new CancellationTokenSource();
      const entry: Entry = { ...job, cancel, settle: (outcome) => resolve(outcome as Promise<T | undefined>) };
      const listening = token.onCancellationRequested(() => this.#cancel(entry));
      cancel.token.onCancellationRequested(() => listening.dispose());
      this.#waiting.push(entry);
      this.#next();
    });
  }

  /** The job's token was cancelled by a newer job. */
  isSuperseded(token: CancellationToken): boolean {
    return this.#superseded.has(token);
  }

  dismiss(): void {
    for (const entry of [...this.#waiting, ...this.#running]) this.#cancel(entry);
  }

  #supersede({ subject, priority }: SlotJob<unknown>): void {
    for (const old of [...this.#waiting, ...this.#running]) {
      const isGuess = priority === "typing" && old.priority === "background";
      if (old.subject !== subject || (old.priority !== priority && !isGuess)) continue;
      this.#superseded.add(old.cancel.token);
      this.#cancel(old);
    }
  }

  #cancel(entry: Entry): void {
    entry.cancel.cancel();
    const at = this.#waiting.indexOf(entry);
    if (at < 0) return;
    this.#waiting.splice(at, 1);
    entry.settle(Promise.resolve(undefined));
  }

  #next(): void {
    while (this.#running.size < this.#most && this.#waiting.length > 0) {
      const at = this.#waiting.reduce((best, entry, index, all) => (rank(entry) < rank(all[best]) ? index : best), 0);
      const [entry] = this.#waiting.splice(at, 1) as [Entry];
      this.#running.add(entry);
      const outcome = entry.run(entry.cancel.token);
      entry.settle(outcome);
      const done = () => {
        this.#running.delete(entry);
        entry.cancel.dispose();
        this.#next();
      };
      outcome.then(done, done);
    }
  }
}

function rank(entry: Entry | undefined): number {
  return entry ? priorities.indexOf(entry.priority) : priorities.length;
}
