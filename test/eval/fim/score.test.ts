import { expect, test } from "@jest/globals";
import type { FimPlace } from "../benchmarks/fim.ts";
import { causeOf, scoreOf } from "./score.ts";

const place: FimPlace = {
  id: "a",
  problem: "a",
  benchmark: "hm_fim",
  kind: "word",
  language: "python",
  before: "def one():\n    return ",
  after: "\n\n\nprint(one())\n",
  wanted: "1 + 0",
  tests: undefined,
};

async function score(text: string | null, of = place) {
  const { isRight, isWhole, isLine } = await scoreOf(of, { text, result: of.before + (text ?? "") + of.after });
  return { isRight, isWhole, isLine };
}

test("the wanted text is right", async () => {
  expect(await score("1 + 0")).toEqual({ isRight: true, isWhole: true, isLine: true });
});

test.each([" 1 + 0", "1 + 0 ", "1+0", "1 +  0"])("blanks count: %j is wrong", async (text) => {
  expect(await score(text)).toEqual({ isRight: false, isWhole: false, isLine: false });
});

test("a right line with more lines below it is a right line and no right whole", async () => {
  expect(await score("1 + 0\n    # end")).toEqual({ isRight: true, isWhole: false, isLine: true });
});

test("what is not shown is not right, even where nothing is wanted", async () => {
  expect(await score(null, { ...place, wanted: "" })).toMatchObject({ isRight: false });
});

test("where the benchmark has tests, they say what is right", async () => {
  const tested = { ...place, tests: "\nassert one() == 1\n" };
  expect(await score("1", tested)).toEqual({ isRight: true, isWhole: false, isLine: false });
  expect(await score("2", tested)).toEqual({ isRight: false, isWhole: false, isLine: false });
});

const answer = { written: "1 + 0\n", filters: [], end: null, reason: null };

test.each([
  [{ ...answer, written: null, reason: "midWord" }, "not asked: midWord"],
  [{ ...answer, written: "2" }, "prompt"],
  [{ ...answer, written: " 1 + 0\n" }, "prompt"],
  [{ ...answer, written: "))", reason: "unmatchedCloser" }, "prompt, then unmatchedCloser"],
  [{ ...answer, filters: ["trivial: trivial"], reason: "trivial" }, "filter trivial: trivial"],
  [{ ...answer, filters: ["overlap"] }, "filter overlap"],
  [{ ...answer, written: "1 +", end: "unsure", reason: "unsure" }, "ending unsure"],
])("a right line is lost by one: %j", (found, cause) => {
  expect(causeOf(found, place)).toBe(cause);
});
