import { expect, test } from "@jest/globals";
import { CancellationToken, CancellationTokenSource } from "vscode-languageserver/node";
import type { Priority } from "../../models/engine.ts";
import { Queue } from "../../models/host/queue.ts";

/** Submits jobs while a first one holds the model, then lets it go; returns the order in which they ran. */
async function orderOf(jobs: readonly { priority: Priority; subject: string }[]): Promise<string[]> {
  const queue = new Queue();
  const order: string[] = [];
  const gate = barrier();
  const none = CancellationToken.None;
  const first = queue.submit({ priority: "typing", subject: "first", run: () => gate.passed }, none);
  const others = jobs.map(({ priority, subject }) =>
    queue.submit({ priority, subject, run: async () => void order.push(`${priority} ${subject}`) }, none),
  );
  gate.open();
  await Promise.all([first, ...others]);
  return order;
}

test("typing is served before popups, actions and background work", async () => {
  const order = await orderOf([
    { priority: "background", subject: "a" },
    { priority: "action", subject: "a" },
    { priority: "popup", subject: "a" },
    { priority: "typing", subject: "a" },
  ]);
  expect(order).toEqual(["typing a", "popup a", "action a", "background a"]);
});

test("equals are served in order of arrival", async () => {
  const order = await orderOf([
    { priority: "typing", subject: "a" },
    { priority: "typing", subject: "b" },
  ]);
  expect(order).toEqual(["typing a", "typing b"]);
});

test("of the waiting requests of one document only the newest is served", async () => {
  const queue = new Queue();
  const gate = barrier();
  void queue.submit({ priority: "typing", subject: "other", run: () => gate.passed }, CancellationToken.None);
  const ask = (answer: string) =>
    queue.submit({ priority: "typing", subject: "a", run: async () => answer }, CancellationToken.None);
  const answers = Promise.all([ask("old"), ask("newer"), ask("newest")]);
  gate.open();
  expect(await answers).toEqual([undefined, undefined, "newest"]);
});

test("a running request is cancelled by a newer one of its document", async () => {
  const queue = new Queue();
  const running = queue.submit(
    {
      priority: "typing",
      subject: "a",
      run: (token) => new Promise((resolve) => token.onCancellationRequested(() => resolve(queue.isSuperseded(token)))),
    },
    CancellationToken.None,
  );
  void queue.submit({ priority: "typing", subject: "a", run: async () => {} }, CancellationToken.None);
  expect(await running).toBe(true);
});

test("a request that its client cancels is not called superseded", async () => {
  const queue = new Queue();
  const client = new CancellationTokenSource();
  const running = queue.submit(
    {
      priority: "typing",
      subject: "a",
      run: (token) => new Promise((resolve) => token.onCancellationRequested(() => resolve(queue.isSuperseded(token)))),
    },
    client.token,
  );
  client.cancel();
  expect(await running).toBe(false);
});

test("a job that fails gives its error to its own caller and the next one runs", async () => {
  const queue = new Queue();
  const failing = queue.submit(
    { priority: "typing", subject: "a", run: () => Promise.reject(new Error("broken")) },
    CancellationToken.None,
  );
  const next = queue.submit({ priority: "typing", subject: "b", run: async () => "fine" }, CancellationToken.None);
  await expect(failing).rejects.toThrow("broken");
  expect(await next).toBe("fine");
});

function barrier() {
  let open = () => {};
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open };
}
