import { expect, test } from "@jest/globals";
import { Triggers } from "../../server/features/triggers.ts";

/** Requests for inline completion, each with the time since the key before it. */
function kinds(...asked: (readonly [kind: unknown, sinceKeyMs: number])[]) {
  const triggers = new Triggers();
  return asked.map(([kind, sinceKeyMs], index) => {
    const nowMs = index * 60_000;
    triggers.changed(nowMs - sinceKeyMs);
    return triggers.inlineCompletion(kind, nowMs);
  });
}

test("by the protocol 1 is by hand and 2 is automatic", () => {
  expect(kinds([2, 50], [1, 50], [2, 50])).toEqual(["automatic", "manual", "automatic"]);
});

test("a client that has once sent 0 means by 1 what the protocol means by 2", () => {
  expect(kinds([0, 5000], [1, 50], [1, 5000])).toEqual(["manual", "automatic", "automatic"]);
});

test("before a client's numbers are known, 1 right after a key is automatic", () => {
  expect(kinds([1, 50], [1, 5000])).toEqual(["automatic", "manual"]);
});

test("what is no kind is automatic", () => {
  expect(kinds([undefined, 5000], ["x", 5000])).toEqual(["automatic", "automatic"]);
});

test("a list that is opened right after a key, or by a character, was not asked for by hand", () => {
  const triggers = new Triggers();
  triggers.changed(0);
  expect(triggers.isListByHand(1, 250)).toBe(false);
  expect(triggers.isListByHand(2, 5000)).toBe(false);
  expect(triggers.isListByHand(3, 5000)).toBe(false);
  expect(triggers.isListByHand(1, 5000)).toBe(true);
});
