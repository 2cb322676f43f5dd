import { expect, test } from "@jest/globals";
import { retryAfterMs } from "../../base/retryAfter.ts";

test("Retry-After may be seconds or a date", () => {
  const nowMs = Date.parse("2026-01-01T00:00:00Z");
  expect(retryAfterMs("3", nowMs)).toBe(3000);
  expect(retryAfterMs("Thu, 01 Jan 2026 00:00:05 GMT", nowMs)).toBe(5000);
  expect(retryAfterMs("soon", nowMs)).toBeNull();
  expect(retryAfterMs(undefined, nowMs)).toBeNull();
});
