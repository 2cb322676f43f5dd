import { expect, test } from "@jest/globals";
import { debounceMs } from "../../../server/features/generation/debounce.ts";

const keysEvery = (gapMs: number) => Array.from({ length: 10 }, (_, i) => i * gapMs);

test("a model that answers between two key strokes is asked at once", () => {
  expect(debounceMs({ keyTimesMs: keysEvery(200), latenciesMs: [60, 70, 80] })).toBe(0);
});

test("a slow model is asked when a key stroke is overdue", () => {
  expect(debounceMs({ keyTimesMs: keysEvery(100), latenciesMs: [800, 900] })).toBe(125);
});

test("nobody waits longer than a quarter of a second", () => {
  expect(debounceMs({ keyTimesMs: keysEvery(400), latenciesMs: [2000] })).toBe(250);
});

test("a slower model is never asked earlier", () => {
  const waits = [10, 50, 100, 200, 400, 800].map((ms) => debounceMs({ keyTimesMs: keysEvery(150), latenciesMs: [ms] }));
  expect(waits).toEqual([...waits].sort((a, b) => a - b));
});

test("pauses for thought do not count as slow typing", () => {
  const keyTimesMs = [...keysEvery(100), 60_000, 60_100];
  expect(debounceMs({ keyTimesMs, latenciesMs: [800] })).toBe(125);
});

test("before anything is known nobody waits", () => {
  expect(debounceMs({ keyTimesMs: [], latenciesMs: [] })).toBe(0);
  expect(debounceMs({ keyTimesMs: [1000], latenciesMs: [500] })).toBe(0);
});
