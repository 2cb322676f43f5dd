import { expect, test } from "@jest/globals";
import { BackOff } from "../../../models/local/backOff.ts";

function backOff() {
  const clock = { ms: 0 };
  return { clock, it: new BackOff(() => clock.ms) };
}

test("a first crash is forgiven, and each one after it costs a longer wait", () => {
  const { it } = backOff();
  expect([it.crashed(), it.crashed(), it.crashed()]).toEqual([0, 500, 1000]);
  for (let i = 0; i < 10; i++) it.crashed();
  expect(it.crashed()).toBe(30_000);
});

test("it waits until its time is over", () => {
  const { it, clock } = backOff();
  it.crashed();
  expect(it.isWaiting).toBe(false);
  it.crashed();
  expect(it.isWaiting).toBe(true);
  clock.ms += 500;
  expect(it.isWaiting).toBe(false);
});

test("what ran well for long is started again at once", () => {
  const { it, clock } = backOff();
  it.crashed();
  it.crashed();
  it.started();
  clock.ms += 61_000;
  expect(it.crashed()).toBe(0);
});

test("having run well once is of no help to what cannot be started any more", () => {
  const { it, clock } = backOff();
  it.started();
  clock.ms += 61_000;
  it.crashed();
  expect([it.crashed(), it.crashed()]).toEqual([500, 1000]);
});
