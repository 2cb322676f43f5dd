import { expect, test } from "@jest/globals";
import { retryWaitMs } from "../../../models/remote/retry.ts";

const status = (code: number, waitMs: number | null = null) =>
  ({ kind: "status", status: code, retryAfterMs: waitMs }) as const;
const connection = (code: string) => ({ kind: "connection", code }) as const;
const middle = 0.5;

test("a busy server is asked again after a time that doubles, three times", () => {
  expect([1, 2, 3, 4].map((failures) => retryWaitMs(status(503), failures, middle))).toEqual([
    500,
    1000,
    2000,
    undefined,
  ]);
});

test("the clients of one server do not all come back at once", () => {
  expect([0, 1].map((random) => retryWaitMs(status(429), 1, random))).toEqual([375, 625]);
});

test("a server that says when it is free again is not asked before", () => {
  expect(retryWaitMs(status(429, 7000), 1, middle)).toBe(7000);
});

test("what would be refused again is not asked again", () => {
  for (const code of [400, 401, 403, 404, 500]) expect(retryWaitMs(status(code), 1, middle)).toBeUndefined();
  expect(retryWaitMs(connection("ENOTFOUND"), 1, middle)).toBeUndefined();
  expect(retryWaitMs(connection("ECONNREFUSED"), 1, middle)).toBe(500);
});
