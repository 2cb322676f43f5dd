import { expect, test } from "@jest/globals";
import type { Place } from "./places.ts";
import { scoreOf } from "./score.ts";

const place = (rest: string, more: Partial<Place> = {}): Place => ({
  kind: "word",
  hunk: 0,
  line: 0,
  column: 0,
  rest,
  lineAfter: "",
  following: [],
  ...more,
});
const offered = (text: string, replaceAfter = 0) => ({ text, replaceAfter });

test("the commit's own line is exact", () => {
  expect(scoreOf(offered("circles)"), place("circles)"))).toMatchObject({ isLineExact: true, kept: 1, similarity: 1 });
});

test.each([" circles)", "circles) ", "circle)"])("%j for circles) is wrong", (text) => {
  const { isLineExact, similarity } = scoreOf(offered(text), place("circles)"));
  expect(isLineExact).toBe(false);
  expect(similarity).toBeLessThan(1);
});

test("a right line before a wrong one is exact, the whole is not", () => {
  const found = scoreOf(offered("{\n  b();"), place("{", { following: ["  a();", "}"] }));
  expect(found).toMatchObject({ isLineExact: true, isWholeExact: false });
});

test("several lines are exact if the commit goes on with them", () => {
  const found = scoreOf(offered("{\n  a();"), place("{", { following: ["  a();", "}"] }));
  expect(found).toMatchObject({ isLineExact: true, isWholeExact: true });
});

test("what stands right of the cursor counts with what is put before it or in its place", () => {
  const here = place("second", { kind: "middle", lineAfter: ");" });
  expect(scoreOf(offered("second"), here).isLineExact).toBe(true);
  expect(scoreOf(offered("second);", 2), here).isLineExact).toBe(true);
  expect(scoreOf(offered("second);"), here).isLineExact).toBe(false);
});

test("of a half-right suggestion the commit keeps a part", () => {
  const { kept } = scoreOf(offered("first, other)"), place("first, second)"));
  expect(kept).toBeGreaterThan(0.4);
  expect(kept).toBeLessThan(1);
});

test("nothing shown is right where nothing more was typed, and wrong elsewhere", () => {
  expect(scoreOf(null, place("", { kind: "quiet" })).isLineExact).toBe(true);
  expect(scoreOf(null, place("x"))).toMatchObject({ isShown: false, isLineExact: false, kept: null, similarity: 0 });
  expect(scoreOf(offered("more"), place("", { kind: "quiet" })).isLineExact).toBe(false);
});
