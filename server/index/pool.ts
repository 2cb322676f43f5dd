import { type ChildProcess, fork } from "node:child_process";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import type { Job, JobResult } from "./job.ts";
import { SyntaxTableBuilder, TextTableBuilder } from "./tables.ts";

export type Request = { readonly id: number; readonly job: Job };
export type Reply = {
  readonly id: number;
  readonly result: JobResult;
  /** Of the child since it started. */
  readonly cpuMs: number;
  readonly peakBytes: number;
};

type Task = {
  readonly job: Job;
  readonly deliver: (result: JobResult | undefined) => void;
  /** How often a child died over it. */
  readonly deaths: number;
};

type Child = {
  readonly process: ChildProcess;
  /** Sent and not answered, by request; the first is the one it works on. */
  readonly tasks: Map<number, Task>;
  watchdog?: NodeJS.Timeout;
  cpuMs: number;
  peakBytes: number;
};

/** One task is worked on while the next one waits in the pipe, so a child is never idle. */
const tasksPerChild = 2;
/** Children hold 100 MB: they leave when there is nothing to do. */
const idleMs = 10_000;
/** A job takes a second; a child this silent hangs. */
const hangMs = 60_000;

/**
 * Child processes that run jobs. Not threads: a thread that is stopped while it parses takes the whole process with
 * it. A child may die at any time, by its parser or by the system; its jobs are given to another one, and the file it
 * always dies of is left out.
 */
export class Pool {
  readonly #log: (message: string) => void;
  readonly #size: number;
  readonly #children = new Set<Child>();
  #queue: Task[] = [];
  #requests = 0;
  #idle: NodeJS.Timeout | undefined;
  #disposed = false;
  #gone = { cpuMs: 0, peakBytes: 0 };

  constructor(log: (message: string) => void, size = Math.min(2, availableParallelism())) {
    this.#log = log;
    this.#size = size;
  }

  /** CPU time of all children so far, and the memory they had at their peaks. */
  get usage(): { readonly cpuMs: number; readonly peakBytes: number } {
    const children = [...this.#children];
    return {
      cpuMs: children.reduce((sum, { cpuMs }) => sum + cpuMs, this.#gone.cpuMs),
      peakBytes: Math.max(
        this.#gone.peakBytes,
        children.reduce((sum, { peakBytes }) => sum + peakBytes, 0),
      ),
    };
  }

  /**
   * The job's results, in parts if its first tries killed a child: it is halved then, until the file is alone that must
   * be the reason. Never rejects. A pool that is disposed of answers no more; who waits for it is collected.
   */
  async run(job: Job): Promise<JobResult[]> {
    const result = await this.#try(job);
    if (result) return [result];
    const { paths } = job;
    if (paths.length === 1) return [nothingBut(paths.map((path) => ({ path, reason: "its parser crashed or hung" })))];
    const middle = paths.length >> 1;
    const halves = [paths.slice(0, middle), paths.slice(middle)];
    return (await Promise.all(halves.map((half) => this.run({ ...job, paths: half })))).flat();
  }

  /** Undefined when two children died of it. The first death is forgiven: the system kills for reasons of its own. */
  #try(job: Job): Promise<JobResult | undefined> {
    return new Promise((deliver) => {
      this.#queue.push({ job, deliver, deaths: 0 });
      this.#dispatch();
    });
  }

  dispose(): void {
    this.#disposed = true;
    this.#queue = [];
    clearTimeout(this.#idle);
    for (const { process, watchdog } of this.#children) {
      clearTimeout(watchdog);
      process.kill("SIGKILL");
    }
  }

  #dispatch(): void {
    if (this.#disposed) return;
    clearTimeout(this.#idle);
    while (this.#queue.length > 0) {
      const child = this.#freest();
      if (!child) return;
      this.#send(child, this.#queue.shift() as Task);
    }
    if ([...this.#children].every(({ tasks }) => tasks.size === 0)) {
      this.#idle = setTimeout(() => this.#leave(), idleMs).unref();
    }
  }

  #freest(): Child | undefined {
    const [child] = [...this.#children].sort((a, b) => a.tasks.size - b.tasks.size);
    if (child && (child.tasks.size === 0 || this.#children.size >= this.#size)) {
      return child.tasks.size < tasksPerChild ? child : undefined;
    }
    return this.#start();
  }

  #start(): Child {
    const module = fileURLToPath(new URL("./child.js", import.meta.url));
    const process = fork(module, [], {
      execArgv: ["--expose-gc", "--max-semi-space-size=4"],
      serialization: "advanced",
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    const child: Child = { process, tasks: new Map(), cpuMs: 0, peakBytes: 0 };
    process.stderr?.on("data", (text: Buffer) => this.#log(`index child: ${text.toString().trimEnd()}`));
    process.on("message", (reply: Reply) => this.#receive(child, reply));
    process.on("error", (error) => this.#log(`index child: ${error.message}`)); // a failed send; its exit comes too
    process.on("exit", (code, signal) => this.#bury(child, signal ?? `code ${code}`));
    this.#children.add(child);
    return child;
  }

  #send(child: Child, task: Task): void {
    const id = this.#requests++;
    child.tasks.set(id, task);
    if (child.tasks.size === 1) this.#watch(child);
    child.process.send({ id, job: task.job } satisfies Request, () => {}); // an error here means it is about to exit
  }

  #receive(child: Child, { id, result, cpuMs, peakBytes }: Reply): void {
    const task = child.tasks.get(id);
    child.tasks.delete(id);
    child.cpuMs = cpuMs;
    child.peakBytes = peakBytes;
    this.#watch(child);
    task?.deliver(result);
    this.#dispatch();
  }

  #watch(child: Child): void {
    clearTimeout(child.watchdog);
    if (child.tasks.size > 0) child.watchdog = setTimeout(() => child.process.kill("SIGKILL"), hangMs).unref();
  }

  #bury(child: Child, reason: string): void {
    if (!this.#children.delete(child)) return;
    clearTimeout(child.watchdog);
    this.#gone = { cpuMs: this.#gone.cpuMs + child.cpuMs, peakBytes: Math.max(this.#gone.peakBytes, child.peakBytes) };
    const [culprit, ...innocent] = child.tasks.values();
    if (!culprit) return;
    this.#log(`index child: ended with ${reason} over ${culprit.job.paths.length} files`);
    this.#queue.unshift(...innocent);
    if (culprit.deaths === 0) this.#queue.unshift({ ...culprit, deaths: 1 });
    else culprit.deliver(undefined);
    this.#dispatch();
  }

  #leave(): void {
    for (const { process } of this.#children) process.disconnect();
  }
}

function nothingBut(skipped: JobResult["skipped"]): JobResult {
  const [text, syntax] = [new TextTableBuilder().build(), new SyntaxTableBuilder().build()];
  return { text, syntax, unchanged: [], skipped, unparsed: [] };
}
