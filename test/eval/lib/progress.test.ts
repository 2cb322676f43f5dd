import { expect, test } from "@jest/globals";
import { duration, Progress } from "./progress.ts";

test("progress says how many are done and how long the others take at the pace so far", () => {
  let nowMs = 0;
  const said: string[] = [];
  const progress = new Progress(
    "replay",
    10,
    4,
    (line) => said.push(line),
    () => nowMs,
  );
  for (const ms of [30_000, 60_000]) {
    nowMs = ms;
    progress.step("got");
  }
  expect(said).toEqual(["replay: 5 of 10, 2 min 30 s left, got", "replay: 6 of 10, 2 min 0 s left, got"]);
});

test("what comes at once is said once", () => {
  const said: string[] = [];
  const progress = new Progress(
    "replay",
    3,
    0,
    (line) => said.push(line),
    () => 0,
  );
  for (let i = 0; i < 3; i++) progress.step();
  expect(said).toHaveLength(2);
});

test.each([
  [900, "1 s"],
  [61_000, "1 min 1 s"],
  [3_720_000, "1 h 2 min"],
])("%i ms are %s", (ms, words) => expect(duration(ms)).toBe(words));
