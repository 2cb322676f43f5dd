import { expect, test } from "@jest/globals";
import { CancellationToken, CancellationTokenSource } from "vscode-languageserver";
import type { Priority } from "../../../models/engine.ts";
import { Slots } from "../../../models/remote/slots.ts";

const { None } = CancellationToken;

/** A job that ends when it is told to or cancelled, and says so. */
function job(name: string, priority: Priority, done: string[], subject = name) {
  let end = () => {};
  const run = (token: CancellationToken) =>
    new Promise<string>((resolve) => {
      const finish = (how: string) => () => {
        done.push(`${name} ${how}`);
        resolve(name);
      };
      end = finish("ended");
      token.onCancellationRequested(finish("cancelled"));
    });
  return { priority, subject, run, end: () => end() };
}

test("no more requests than there are slots run at once, and the most urgent goes first", async () => {
  const done: string[] = [];
  const slots = new Slots(1);
  const first = job("first", "background", done);
  const action = job("action", "action", done);
  const typing = job("typing", "typing", done);
  const all = [first, action, typing].map((each) => slots.submit(each, None));
  for (const each of [first, typing, action]) {
    each.end();
    await new Promise(setImmediate);
  }
  await Promise.all(all);
  expect(done).toEqual(["first ended", "typing ended", "action ended"]);
});

test("of a document's requests only the newest is served, and typing ends what was written ahead", async () => {
  const done: string[] = [];
  const slots = new Slots(4);
  const ahead = slots.submit(job("ahead", "background", done, "a.ts"), None);
  const other = job("other", "typing", done, "b.ts");
  void slots.submit(other, None);
  const older = slots.submit(job("older", "typing", done, "a.ts"), None);
  const newer = job("newer", "typing", done, "a.ts");
  const last = slots.submit(newer, None);
  await Promise.all([ahead, older]);
  newer.end();
  await last;
  expect(done).toEqual(["ahead cancelled", "older cancelled", "newer ended"]);
});

test("a request that is cancelled before its turn never begins", async () => {
  const done: string[] = [];
  const slots = new Slots(1);
  const running = job("running", "typing", done);
  const first = slots.submit(running, None);
  const cancel = new CancellationTokenSource();
  const waiting = slots.submit(job("waiting", "typing", done), cancel.token);
  cancel.cancel();
  expect(await waiting).toBeUndefined();
  running.end();
  await first;
  expect(done).toEqual(["running ended"]);
});
