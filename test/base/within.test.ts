import { expect, test } from "@jest/globals";
import { within } from "../../base/within.ts";

const never = new Promise<string>(() => {});

/** A token and how many listen to it. */
function cancellable() {
  const listeners = new Set<() => void>();
  const token = {
    isCancellationRequested: false,
    onCancellationRequested: (listener: () => void) => {
      listeners.add(listener);
      return { dispose: () => void listeners.delete(listener) };
    },
  };
  const cancel = () => {
    token.isCancellationRequested = true;
    for (const listener of [...listeners]) listener();
  };
  return { token, listeners, cancel };
}

test("what comes in time is the answer, and nobody listens to the token any more", async () => {
  const { token, listeners } = cancellable();
  expect(await within(Promise.resolve("here"), { ms: 60_000, token })).toBe("here");
  expect(listeners.size).toBe(0);
});

test("nothing is waited for longer than the time", async () => {
  expect(await within(never, { ms: 1 })).toBeUndefined();
});

test("nothing is waited for once the token is cancelled", async () => {
  const { token, cancel } = cancellable();
  const answer = within(never, { token });
  cancel();
  expect(await answer).toBeUndefined();
  expect(await within(never, { token })).toBeUndefined();
});

test("an error is the caller's, and nobody listens to the token any more", async () => {
  const { token, listeners } = cancellable();
  await expect(within(Promise.reject(new Error("broken")), { token })).rejects.toThrow("broken");
  expect(listeners.size).toBe(0);
});
