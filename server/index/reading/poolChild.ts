import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { JobResult, ReadingJob } from "./job.ts";

export type ChildRequest = { readonly id: number; readonly job: ReadingJob };
export type ChildReply = {
  readonly id: number;
  readonly result: JobResult;
  /** The totals of the child since it started. */
  readonly cpuMs: number;
  readonly peakBytes: number;
};

/** CPU time, and the most memory that was held at once. */
export type Usage = { readonly cpuMs: number; readonly peakBytes: number };

/** A job and who waits for it. */
export type Task = {
  readonly job: ReadingJob;
  readonly deliver: (result: JobResult | undefined) => void;
  /** How often a child died over it. */
  readonly deaths: number;
};

type Hooks = {
  readonly log: (message: string) => void;
  /** A task is done: there is room for another. */
  readonly done: () => void;
  /** It has ended, told to or not, with tasks that nobody does now. The first is the one it was at. */
  readonly ended: (left: readonly Task[], reason: string) => void;
};

/** A job takes a second; a child this silent hangs. */
const hangMs = 60_000;

/** One process that runs jobs, as the pool sees it. */
export class PoolChild {
  readonly #process: ChildProcess;
  readonly #hooks: Hooks;
  /** Sent and not answered, by request; the first is the one it works on. */
  readonly #tasks = new Map<number, Task>();
  #requests = 0;
  #watchdog: NodeJS.Timeout | undefined;
  #usage: Usage = { cpuMs: 0, peakBytes: 0 };

  constructor(hooks: Hooks) {
    this.#hooks = hooks;
    this.#process = fork(fileURLToPath(new URL("./child.js", import.meta.url)), [], {
      execArgv: ["--expose-gc", "--max-semi-space-size=4"],
      serialization: "advanced",
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    const { log } = hooks;
    this.#process.stderr?.on("data", (text: Buffer) => log(`index child: ${text.toString().trimEnd()}`));
    this.#process.on("message", (reply: ChildReply) => this.#receive(reply));
    this.#process.on("error", (error) => log(`index child: ${error.message}`)); // a failed send; its exit comes too
    this.#process.once("exit", (code, signal) => this.#ended(signal ?? `code ${code}`));
  }

  /** As far as it has told. */
  get usage(): Usage {
    return this.#usage;
  }

  /** How many tasks it was sent and has not done. */
  get load(): number {
    return this.#tasks.size;
  }

  send(task: Task): void {
    const id = this.#requests++;
    this.#tasks.set(id, task);
    if (this.#tasks.size === 1) this.#watch();
    this.#process.send({ id, job: task.job } satisfies ChildRequest, () => {}); // an error here means it is about to exit
  }

  /** Lets it go when it has done what it is at. */
  leave(): void {
    this.#process.disconnect();
  }

  kill(): void {
    clearTimeout(this.#watchdog);
    this.#process.kill("SIGKILL");
  }

  #receive({ id, result, cpuMs, peakBytes }: ChildReply): void {
    const task = this.#tasks.get(id);
    this.#tasks.delete(id);
    this.#usage = { cpuMs, peakBytes };
    this.#watch();
    task?.deliver(result);
    this.#hooks.done();
  }

  #watch(): void {
    clearTimeout(this.#watchdog);
    if (this.#tasks.size > 0) this.#watchdog = setTimeout(() => this.#process.kill("SIGKILL"), hangMs).unref();
  }

  #ended(reason: string): void {
    clearTimeout(this.#watchdog);
    this.#hooks.ended([...this.#tasks.values()], reason);
  }
}
