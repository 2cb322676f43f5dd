import { expect, test } from "@jest/globals";
import { WeightCheck } from "../../../models/host/weightCheck.ts";

const same = Array.from({ length: 20 }, () => 7);

test("three long answers of one token since the model was loaded are damaged weights", () => {
  const check = new WeightCheck();
  expect([1, 2, 3].map(() => check.isDamaged(same, true))).toEqual([false, false, true]);
});

test("a model that once gave another answer may write a line of dashes", () => {
  const check = new WeightCheck();
  check.isDamaged([1, 2, 3], true);
  expect([1, 2, 3, 4].map(() => check.isDamaged(same, true))).not.toContain(true);
});

test("short answers of one token say nothing", () => {
  const check = new WeightCheck();
  expect([1, 2, 3, 4].map(() => check.isDamaged([7, 7], true))).not.toContain(true);
});

test("a prediction that is no number is damaged weights at once", () => {
  expect(new WeightCheck().isDamaged([], false)).toBe(true);
});
