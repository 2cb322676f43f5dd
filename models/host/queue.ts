import { type CancellationToken, CancellationTokenSource } from "vscode-languageserver/node";
import { type Priority, priorities } from "../engine.ts";

/** Something that needs the model for itself. */
export type QueuedJob<T> = {
  readonly priority: Priority;
  /** The client that the job is for. Clients whose jobs are equally urgent are served in turn. */
  readonly client: string;
  readonly subject: string;
  /**
   * Must end soon after `token` is cancelled. It awaits `turn` between its steps; the model may then hold another job's
   * state. Once the token is cancelled it must not touch the model any more.
   */
  readonly run: (token: CancellationToken, turn: Turn) => Promise<T>;
};

/** Resolves, when no more urgent job waits, to the time that others had meanwhile. */
export type Turn = () => Promise<number>;

type Entry = QueuedJob<unknown> & {
  readonly cancel: CancellationTokenSource;
  readonly settle: (outcome: Promise<unknown>) => void;
  /** Since when it waits to begin or to go on. */
  readyAtMs: number;
  /** Set while the job has begun and waits for its turn. */
  resume: (() => void) | undefined;
};

export type Courtesy = {
  /** Whoever has not typed for so long does not type any more. Fluent typists leave 150 to 250 ms between keys. */
  readonly quietMs: number;
  /** A guest does not wait for longer. */
  readonly patienceMs: number;
};

/**
 * One model serves one job at a time: the most urgent first, whatever is under way. A less urgent one that has begun
 * pauses at its next turn and goes on afterwards. Of the jobs with one subject and priority only the newest is served.
 * Typing ends the background work of its subject: that was a guess at what would be typed.
 *
 * A step cannot be interrupted, and the next key comes soon: guests do not begin one between two keys.
 */
export class Queue {
  /** Jobs that wait to begin or to go on, in order of arrival. */
  readonly #ready: Entry[] = [];
  #running: Entry | undefined;
  readonly #superseded = new WeakSet<CancellationToken>();
  /** When each client with a job here was last served, as a count of servings. */
  readonly #served = new Map<string, number>();
  #servings = 0;
  readonly #courtesy: Courtesy;
  #typedAtMs = Number.NEGATIVE_INFINITY;
  #quiet: NodeJS.Timeout | undefined;

  constructor(courtesy: Courtesy = { quietMs: 300, patienceMs: 2000 }) {
    this.#courtesy = courtesy;
  }

  get length(): number {
    return this.#ready.length + (this.#running ? 1 : 0);
  }

  /** Resolves to what the job returns, or to undefined if it was cancelled or superseded before it could begin. */
  submit<T>(job: QueuedJob<T>, token: CancellationToken): Promise<T | undefined> {
    this.#supersede(job);
    return new Promise((resolve) => {
      const entry: Entry = {
        ...job,
        cancel: new CancellationTokenSource(),
        settle: (outcome) => resolve(outcome as Promise<T | undefined>),
        readyAtMs: performance.now(),
        resume: undefined,
      };
      if (token.isCancellationRequested) return resolve(undefined);
      const listening = token.onCancellationRequested(() => this.#cancel(entry));
      entry.cancel.token.onCancellationRequested(() => listening.dispose());
      this.#ready.push(entry);
      this.#next();
    });
  }

  /** Ends all jobs of a client that is gone. */
  dismiss(client: string): void {
    for (const entry of [...this.#ready, this.#running]) if (entry?.client === client) this.#cancel(entry);
  }

  /** The job's token was cancelled by a newer job, not by its client. */
  isSuperseded(token: CancellationToken): boolean {
    return this.#superseded.has(token);
  }

  #supersede({ subject, priority }: QueuedJob<unknown>): void {
    const replaces = (old: Entry) =>
      old.subject === subject &&
      (old.priority === priority || (priority === "typing" && old.priority === "background"));
    for (const old of [...this.#ready, this.#running]) {
      if (!old || !replaces(old)) continue;
      this.#superseded.add(old.cancel.token);
      this.#cancel(old);
    }
  }

  /**
   * The running job ends by itself. A paused job goes on, to end without the model. A job that has not begun never
   * will.
   */
  #cancel(entry: Entry): void {
    entry.cancel.cancel();
    if (!this.#remove(entry)) return;
    if (entry.resume) entry.resume();
    else entry.settle(Promise.resolve(undefined));
  }

  #next(): void {
    if (this.#running) return;
    clearTimeout(this.#quiet);
    const entry = this.#ready.reduce<Entry | undefined>(
      (best, other) => (best && this.#order(best, other) <= 0 ? best : other),
      undefined,
    );
    if (!entry) return;
    const heldBackMs = this.#heldBackMs(entry);
    if (heldBackMs > 0) {
      this.#quiet = setTimeout(() => this.#next(), heldBackMs);
      return;
    }
    this.#remove(entry);
    this.#running = entry;
    this.#served.set(entry.client, ++this.#servings);
    if (entry.resume) entry.resume();
    else this.#begin(entry);
  }

  /** Urgency; then what has begun, which may hold the longer cache; then the client that has waited longest. */
  #order(a: Entry, b: Entry): number {
    const served = (entry: Entry) => this.#served.get(entry.client) ?? 0;
    return rank(a) - rank(b) || Number(!a.resume) - Number(!b.resume) || served(a) - served(b);
  }

  /** How long it should not go on yet: somebody may still be typing. */
  #heldBackMs({ priority, readyAtMs }: Entry): number {
    if (priority !== "guest") return 0;
    const { quietMs, patienceMs } = this.#courtesy;
    return Math.min(this.#typedAtMs + quietMs, readyAtMs + patienceMs) - performance.now();
  }

  #begin(entry: Entry): void {
    const outcome = entry.run(entry.cancel.token, () => this.#turn(entry));
    entry.settle(outcome);
    const done = () => {
      if (this.#running === entry) this.#running = undefined;
      if (isTyping(entry)) this.#typedAtMs = performance.now();
      if (!this.#ready.some(({ client }) => client === entry.client)) this.#served.delete(entry.client);
      entry.cancel.dispose();
      this.#next();
    };
    outcome.then(done, done);
  }

  async #turn(entry: Entry): Promise<number> {
    const isPreempted = this.#ready.some((other) => rank(other) < rank(entry));
    if (!isPreempted || entry.cancel.token.isCancellationRequested) return 0;
    entry.readyAtMs = performance.now();
    await new Promise<void>((resolve) => {
      entry.resume = resolve;
      this.#ready.push(entry);
      this.#running = undefined;
      this.#next();
    });
    entry.resume = undefined;
    return performance.now() - entry.readyAtMs;
  }

  /** True if the job was there. */
  #remove(entry: Entry): boolean {
    const at = this.#ready.indexOf(entry);
    if (at >= 0) this.#ready.splice(at, 1);
    return at >= 0;
  }
}

function rank({ priority }: Entry): number {
  return priorities.indexOf(priority);
}

function isTyping({ priority }: Entry): boolean {
  return priority === "typing" || priority === "popup";
}
