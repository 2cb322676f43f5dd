import { expect, test } from "@jest/globals";
import { CancellationToken, CancellationTokenSource } from "vscode-languageserver/node";
import type { Priority } from "../../../models/engine.ts";
import { Queue, type QueuedJob } from "../../../models/host/queue.ts";

const none = CancellationToken.None;

/** A job of a client "editor" for a document "a" that is typed in, unless a test says otherwise. */
function job<T>(run: QueuedJob<T>["run"], options: Partial<Omit<QueuedJob<T>, "run">> = {}): QueuedJob<T> {
  return { priority: "typing", client: "editor", subject: "a", run, ...options };
}

/** Submits jobs while a first one holds the model, then lets it go; returns the order in which they ran. */
async function orderOf(jobs: readonly { priority: Priority; subject: string; client?: string }[]): Promise<string[]> {
  const queue = new Queue();
  const order: string[] = [];
  const gate = barrier();
  const first = queue.submit(
    job(() => gate.passed, { subject: "first" }),
    none,
  );
  const others = jobs.map((options) =>
    queue.submit(
      job(async () => void order.push(`${options.priority} ${options.subject}`), options),
      none,
    ),
  );
  gate.open();
  await Promise.all([first, ...others]);
  return order;
}

/** A job in so many steps, which writes down each step it takes. */
const stepping =
  (name: string, steps: number, taken: string[]): QueuedJob<void>["run"] =>
  async (token, turn) => {
    for (let step = 1; step <= steps; step++) {
      await turn();
      if (token.isCancellationRequested) return;
      taken.push(`${name} ${step}`);
      await new Promise((resolve) => setImmediate(resolve));
    }
  };

test("typing is served before popups, actions and background work, and all editors before other programs", async () => {
  const order = await orderOf([
    { priority: "guest", subject: "g" },
    { priority: "background", subject: "b" },
    { priority: "action", subject: "a" },
    { priority: "popup", subject: "a" },
    { priority: "typing", subject: "a" },
  ]);
  expect(order).toEqual(["typing a", "popup a", "action a", "background b", "guest g"]);
});

test("equals are served in order of arrival", async () => {
  const order = await orderOf([
    { priority: "typing", subject: "a" },
    { priority: "typing", subject: "b" },
  ]);
  expect(order).toEqual(["typing a", "typing b"]);
});

test("editors whose requests are equally urgent are served in turn", async () => {
  const order = await orderOf([
    { priority: "popup", subject: "a1", client: "one" },
    { priority: "popup", subject: "a2", client: "one" },
    { priority: "popup", subject: "a3", client: "one" },
    { priority: "popup", subject: "b1", client: "two" },
    { priority: "popup", subject: "b2", client: "two" },
  ]);
  expect(order).toEqual(["popup a1", "popup b1", "popup a2", "popup b2", "popup a3"]);
});

test("of the waiting requests of one document only the newest is served", async () => {
  const queue = new Queue();
  const gate = barrier();
  void queue.submit(
    job(() => gate.passed, { subject: "other" }),
    none,
  );
  const ask = (answer: string) =>
    queue.submit(
      job(async () => answer),
      none,
    );
  const answers = Promise.all([ask("old"), ask("newer"), ask("newest")]);
  gate.open();
  expect(await answers).toEqual([undefined, undefined, "newest"]);
});

const untilCancelled =
  (queue: Queue): QueuedJob<unknown>["run"] =>
  (token) =>
    new Promise((resolve) => token.onCancellationRequested(() => resolve(queue.isSuperseded(token))));

test("a running request is cancelled by a newer one of its document", async () => {
  const queue = new Queue();
  const running = queue.submit(job(untilCancelled(queue)), none);
  void queue.submit(
    job(async () => {}),
    none,
  );
  expect(await running).toBe(true);
});

test("a request that its client cancels is not called superseded", async () => {
  const queue = new Queue();
  const client = new CancellationTokenSource();
  const running = queue.submit(job(untilCancelled(queue)), client.token);
  client.cancel();
  expect(await running).toBe(false);
});

test("a request that is cancelled while it waits is answered at once", async () => {
  const queue = new Queue();
  const gate = barrier();
  void queue.submit(
    job(() => gate.passed, { subject: "other" }),
    none,
  );
  const client = new CancellationTokenSource();
  const waiting = queue.submit(
    job(async () => "ran"),
    client.token,
  );
  client.cancel();
  expect(await waiting).toBeUndefined();
  gate.open();
});

test("background work pauses while somebody types, and then goes on", async () => {
  const queue = new Queue();
  const taken: string[] = [];
  const background = queue.submit(job(stepping("prefetch", 4, taken), { priority: "background", subject: "b" }), none);
  await until(() => taken.length === 2);
  await queue.submit(job(stepping("typing", 2, taken)), none);
  await background;
  expect(taken).toEqual(["prefetch 1", "prefetch 2", "typing 1", "typing 2", "prefetch 3", "prefetch 4"]);
});

const never = Number.POSITIVE_INFINITY;

test("a guest takes no step between two keys", async () => {
  const queue = new Queue({ quietMs: 1e6, patienceMs: never });
  const client = new CancellationTokenSource();
  const taken: string[] = [];
  const conversation = queue.submit(
    job(stepping("guest", 100, taken), { priority: "guest", subject: "g" }),
    client.token,
  );
  await until(() => taken.length === 2);
  await queue.submit(job(stepping("key", 1, taken)), none);
  await new Promise((resolve) => setTimeout(resolve, 10));
  await queue.submit(job(stepping("key", 1, taken)), none);
  client.cancel();
  await conversation;
  expect(taken).toEqual(["guest 1", "guest 2", "key 1", "key 1"]);
});

test("a guest goes on when nobody types any more", async () => {
  const queue = new Queue({ quietMs: 1, patienceMs: never });
  const taken: string[] = [];
  await queue.submit(job(stepping("key", 1, taken)), none);
  await queue.submit(job(stepping("guest", 2, taken), { priority: "guest", subject: "g" }), none);
  expect(taken).toEqual(["key 1", "guest 1", "guest 2"]);
});

test("a guest that has waited for long goes on while somebody types", async () => {
  const queue = new Queue({ quietMs: 1e6, patienceMs: 1 });
  const taken: string[] = [];
  await queue.submit(job(stepping("key", 1, taken)), none);
  await queue.submit(job(stepping("guest", 2, taken), { priority: "guest", subject: "g" }), none);
  expect(taken).toEqual(["key 1", "guest 1", "guest 2"]);
});

test("what an editor asks for does not wait until nobody types", async () => {
  const queue = new Queue({ quietMs: 1e6, patienceMs: never });
  const taken: string[] = [];
  await queue.submit(job(stepping("key", 1, taken)), none);
  await queue.submit(job(stepping("edit", 1, taken), { priority: "action", subject: "e" }), none);
  await queue.submit(job(stepping("prefetch", 1, taken), { priority: "background", subject: "b" }), none);
  expect(taken).toEqual(["key 1", "edit 1", "prefetch 1"]);
});

test("a paused job is told how long others had the model", async () => {
  const queue = new Queue();
  const pauses: number[] = [];
  const background = queue.submit(
    job(
      async (_token, turn) => {
        pauses.push(await turn());
        void queue.submit(
          job(() => new Promise((resolve) => setTimeout(resolve, 5))),
          none,
        );
        pauses.push(await turn());
      },
      { priority: "background", subject: "b" },
    ),
    none,
  );
  await background;
  expect(pauses[0]).toBe(0);
  expect(pauses[1]).toBeGreaterThan(0);
});

test("typing ends the background work of its own document, running or paused", async () => {
  const queue = new Queue();
  const taken: string[] = [];
  const own = queue.submit(job(stepping("prefetch", 100, taken), { priority: "background" }), none);
  await until(() => taken.length === 2);
  await queue.submit(job(stepping("typing", 1, taken)), none);
  await own;
  expect(taken).toEqual(["prefetch 1", "prefetch 2", "typing 1"]);
});

test("a paused job that is cancelled ends while the other one still runs", async () => {
  const queue = new Queue();
  const client = new CancellationTokenSource();
  const taken: string[] = [];
  const background = queue.submit(
    job(stepping("prefetch", 100, taken), { priority: "background", subject: "b" }),
    client.token,
  );
  await until(() => taken.length === 1);
  const gate = barrier();
  const typing = queue.submit(
    job(() => gate.passed),
    none,
  );
  await until(() => queue.length === 2);
  await new Promise((resolve) => setImmediate(resolve));
  client.cancel();
  await background;
  gate.open();
  await typing;
  expect(taken).toEqual(["prefetch 1"]);
  expect(queue.length).toBe(0);
});

test("what a client asked that is gone ends, and what others asked does not", async () => {
  const queue = new Queue();
  const running = queue.submit(job(untilCancelled(queue), { client: "gone" }), none);
  const waiting = queue.submit(
    job(async () => "ran", { client: "gone", subject: "b" }),
    none,
  );
  const other = queue.submit(
    job(async () => "ran", { client: "other", subject: "c" }),
    none,
  );
  queue.dismiss("gone");
  expect(await Promise.all([running, waiting, other])).toEqual([false, undefined, "ran"]);
});

test("a job that fails gives its error to its own caller and the next one runs", async () => {
  const queue = new Queue();
  const failing = queue.submit(
    job(() => Promise.reject(new Error("broken"))),
    none,
  );
  const next = queue.submit(
    job(async () => "fine", { subject: "b" }),
    none,
  );
  await expect(failing).rejects.toThrow("broken");
  expect(await next).toBe("fine");
});

test("ten thousand jobs that are cancelled at random all end", async () => {
  const queue = new Queue();
  const taken: string[] = [];
  const priorities: readonly Priority[] = ["typing", "popup", "action", "background"];
  const jobs = Array.from({ length: 10_000 }, (_, index) => {
    const source = new CancellationTokenSource();
    const options = {
      priority: priorities[index % 4] as Priority,
      client: `${index % 3}`,
      subject: `${index % 7}`,
    };
    const done = queue.submit(job(stepping(`${index}`, index % 5, taken), options), source.token);
    if (index % 3 === 0) setImmediate(() => source.cancel());
    return done;
  });
  await Promise.all(jobs);
  await until(() => queue.length === 0);
});

function barrier() {
  let open = () => {};
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open };
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}
