import { availableParallelism } from "node:os";
import { SyntaxTableBuilder, TextTableBuilder } from "../tables/tables.ts";
import type { JobResult, ReadingJob } from "./job.ts";
import { PoolChild, type Task, type Usage } from "./poolChild.ts";

/** One task is worked on while the next one waits in the pipe, so a child is never idle. */
const tasksPerChild = 2;
/** Children hold 100 MB: they leave when there is nothing to do. */
const idleMs = 10_000;

/**
 * Child processes that run jobs. Not threads: a thread that is stopped while it parses takes the whole process with it.
 * A child may die at any time, by its parser or by the system. Its jobs are given to another one, and the file it
 * always dies of is left out.
 */
export class Pool {
  readonly #log: (message: string) => void;
  readonly #size: number;
  readonly #children = new Set<PoolChild>();
  #queue: Task[] = [];
  #idle: NodeJS.Timeout | undefined;
  #disposed = false;
  /** The totals of the children that have ended. */
  #gone: Usage = { cpuMs: 0, peakBytes: 0 };

  constructor(log: (message: string) => void, size = Math.min(2, availableParallelism())) {
    this.#log = log;
    this.#size = size;
  }

  /** The totals of all children so far. The memory is that of those at work together, at their peaks. */
  get usage(): Usage {
    const usages = [...this.#children].map(({ usage }) => usage);
    return {
      cpuMs: usages.reduce((sum, { cpuMs }) => sum + cpuMs, this.#gone.cpuMs),
      peakBytes: Math.max(
        this.#gone.peakBytes,
        usages.reduce((sum, { peakBytes }) => sum + peakBytes, 0),
      ),
    };
  }

  /**
   * The job's results, in parts if its first tries killed a child. It is halved then, until the file is alone that must
   * be the reason. Never rejects. A pool that is disposed of answers no more; its waiting callers are collected.
   */
  async run(job: ReadingJob): Promise<JobResult[]> {
    const result = await this.#try(job);
    if (result) return [result];
    const { paths } = job;
    if (paths.length === 1) return [nothingBut(paths.map((path) => ({ path, reason: "its parser crashed or hung" })))];
    const middle = paths.length >> 1;
    const halves = [paths.slice(0, middle), paths.slice(middle)];
    return (await Promise.all(halves.map((half) => this.run({ ...job, paths: half })))).flat();
  }

  /** Undefined when two children died of it. The first death is forgiven: the system kills for reasons of its own. */
  #try(job: ReadingJob): Promise<JobResult | undefined> {
    return new Promise((deliver) => {
      this.#queue.push({ job, deliver, deaths: 0 });
      this.#dispatch();
    });
  }

  dispose(): void {
    this.#disposed = true;
    this.#queue = [];
    clearTimeout(this.#idle);
    for (const child of this.#children) child.kill();
  }

  #dispatch(): void {
    if (this.#disposed) return;
    clearTimeout(this.#idle);
    while (this.#queue.length > 0) {
      const child = this.#freest();
      if (!child) return;
      child.send(this.#queue.shift() as Task);
    }
    if ([...this.#children].every(({ load }) => load === 0)) {
      this.#idle = setTimeout(() => this.#leave(), idleMs).unref();
    }
  }

  #freest(): PoolChild | undefined {
    const [child] = [...this.#children].sort((a, b) => a.load - b.load);
    if (child && (child.load === 0 || this.#children.size >= this.#size)) {
      return child.load < tasksPerChild ? child : undefined;
    }
    return this.#start();
  }

  #start(): PoolChild {
    const child: PoolChild = new PoolChild({
      log: this.#log,
      done: () => this.#dispatch(),
      ended: (left, reason) => this.#bury(child, left, reason),
    });
    this.#children.add(child);
    return child;
  }

  #bury(child: PoolChild, [culprit, ...innocent]: readonly Task[], reason: string): void {
    this.#children.delete(child);
    const { cpuMs, peakBytes } = child.usage;
    this.#gone = { cpuMs: this.#gone.cpuMs + cpuMs, peakBytes: Math.max(this.#gone.peakBytes, peakBytes) };
    if (!culprit) return;
    this.#log(`index child: ended with ${reason} over ${culprit.job.paths.length} files`);
    this.#queue.unshift(...innocent);
    if (culprit.deaths === 0) this.#queue.unshift({ ...culprit, deaths: 1 });
    else culprit.deliver(undefined);
    this.#dispatch();
  }

  #leave(): void {
    for (const child of this.#children) child.leave();
  }
}

function nothingBut(skipped: JobResult["skipped"]): JobResult {
  const [text, syntax] = [new TextTableBuilder().build(), new SyntaxTableBuilder().build()];
  return { text, syntax, unchanged: [], skipped, unparsed: [] };
}
