import { expect, test } from "@jest/globals";
import { printed } from "../benchmarks/printed.ts";
import { type Found, losses, pairs, shares } from "./tables.ts";

const side = { isWhole: true, isLine: true, verdict: null, evaluatedTokens: 1, generatedTokens: 1, ms: 1 };
const none = { text: null, isRight: false };

/** A place, what each side has there and whether it is right; null is nothing. */
function found(
  bare: readonly [string | null, boolean],
  hearth: readonly [string | null, boolean],
  problem = "a",
): Found {
  const [bareSide, hearthSide] = [bare, hearth].map(([text, isRight]) => (text === null ? none : { text, isRight }));
  const kept = { reason: null, written: "x", end: null, filters: [], cause: "prompt" };
  return {
    ...{ key: "a", benchmark: "hm_fim", language: "python", kind: "word", problem, line: "│", wanted: "x" },
    bare: { ...side, ...(bareSide as typeof none) },
    hearth: { ...side, ...(hearthSide as typeof none), ...kept },
  };
}

const right = ["x", true] as const;
const wrong = ["y", false] as const;
const nothing = [null, false] as const;

test("shares are of all places, and of those where something is shown", () => {
  const rows = shares([found(right, right), found(right, nothing), found(wrong, wrong), found(wrong, right)]);
  expect(rows[1]?.slice(0, 4)).toEqual(["hm_fim python word", "4", "50.0 %", "50.0 %"]);
  expect(rows[1]?.slice(5, 7)).toEqual(["75.0 %", "66.7 %"]);
});

test("a difference that every problem has is sure", () => {
  const all = ["a", "b", "c"].map((problem) => found(right, nothing, problem));
  expect(shares(all)[1]?.[4]).toBe("-100.0 (-100.0 to -100.0)");
});

test("pairs say what the other side had where one was right", () => {
  const all = [
    found(right, right),
    found(right, ["z", true]),
    found(right, wrong),
    found(right, nothing),
    found(wrong, right),
  ];
  expect(pairs(all).slice(1)).toEqual([
    ["hm_fim python word", "bare right, Hearth:", "4", "1", "1", "1", "1"],
    ["hm_fim python word", "Hearth right, bare:", "3", "1", "1", "1", "0"],
  ]);
});

test("losses are counted by who lost the line, and gains are none", () => {
  expect(losses([found(right, wrong), found(right, nothing), found(right, right), found(wrong, right)])).toEqual([
    ["only bare right; lost by", "n"],
    ["prompt", "2"],
  ]);
});

test("a table is Markdown with columns as wide as they need", () => {
  expect(
    printed([
      ["a", "b"],
      ["long", "1"],
    ]),
  ).toBe("| a    | b |\n|------|---|\n| long | 1 |");
});
