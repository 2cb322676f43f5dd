import { type CancellationToken, CancellationTokenSource } from "vscode-languageserver/node";
import { type Priority, priorities } from "../engine.ts";

/** Something that needs the model for itself. */
export type Job<T> = {
  readonly priority: Priority;
  readonly subject: string;
  /** Must end soon after `token` is cancelled. */
  readonly run: (token: CancellationToken) => Promise<T>;
};

type Waiting = Job<unknown> & {
  readonly cancel: CancellationTokenSource;
  readonly settle: (outcome: Promise<unknown>) => void;
  superseded: boolean;
};

/**
 * One model, one job at a time: the highest priority first, in order of arrival among equals.
 * A job with the subject and priority of an older one takes its place, whether that waits or runs.
 */
export class Queue {
  readonly #waiting: Waiting[] = [];
  #running: Waiting | undefined;

  get length(): number {
    return this.#waiting.length + (this.#running ? 1 : 0);
  }

  /** Resolves to what the job returns, or to undefined if a newer one came before it could begin. */
  submit<T>(job: Job<T>, token: CancellationToken): Promise<T | undefined> {
    return new Promise((resolve) => {
      const cancel = new CancellationTokenSource();
      token.onCancellationRequested(() => cancel.cancel());
      if (token.isCancellationRequested) cancel.cancel();
      this.#supersede(job);
      this.#waiting.push({
        ...job,
        cancel,
        superseded: false,
        settle: (outcome) => resolve(outcome as Promise<T | undefined>),
      });
      this.#next();
    });
  }

  /** Whether a running job's token was cancelled by a newer job, not by whoever asked. */
  isSuperseded(token: CancellationToken): boolean {
    return this.#running?.cancel.token === token && this.#running.superseded;
  }

  #supersede({ subject, priority }: Job<unknown>): void {
    const same = (other: Waiting) => other.subject === subject && other.priority === priority;
    for (const other of this.#waiting.filter(same)) {
      this.#waiting.splice(this.#waiting.indexOf(other), 1);
      other.settle(Promise.resolve(undefined));
    }
    if (this.#running && same(this.#running)) {
      this.#running.superseded = true;
      this.#running.cancel.cancel();
    }
  }

  #next(): void {
    if (this.#running) return;
    const rank = (job: Waiting) => priorities.indexOf(job.priority);
    const job = this.#waiting.reduce<Waiting | undefined>(
      (best, other) => (!best || rank(other) < rank(best) ? other : best),
      undefined,
    );
    if (!job) return;
    this.#waiting.splice(this.#waiting.indexOf(job), 1);
    this.#running = job;
    const outcome = job.run(job.cancel.token);
    job.settle(outcome);
    const done = () => {
      this.#running = undefined;
      job.cancel.dispose();
      this.#next();
    };
    outcome.then(done, done);
  }
}
