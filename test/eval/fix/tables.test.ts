import { expect, test } from "@jest/globals";
import { type Found, pairs, refusals, shares } from "./tables.ts";

function side(passes: boolean, changedLines = 1) {
  const verdict = { end: "passed" } as const;
  return { document: "x", ms: 1, score: { verdict, passes, leavesOther: true, changedLines } };
}

const refused = { document: null, score: null, ms: 1 };

function found(bare: boolean, hearth: boolean | string): Found {
  return {
    ...{ key: "a", language: "python", name: "f", type: "", problem: "", rightLines: 1 },
    bare: { ...side(bare, 3), answer: "" },
    hearth: typeof hearth === "string" ? { ...refused, refusal: hearth } : { ...side(hearth), refusal: null },
  };
}

const all = [
  found(true, true),
  found(true, "The answer deletes `f`."),
  found(true, "The answer deletes `g`."),
  found(false, false),
];

test("shares are of all bugs, and of those where Hearth changed something", () => {
  expect(shares(all)[1]).toEqual([
    ...["python", "4", "75.0 %", "25.0 %", expect.stringMatching(/^-50\.0 \(/), "50.0 %", "50.0 %"],
    ...["100.0 %", "100.0 %", "3.0", "1.0", "1.0"],
  ]);
});

test("of two languages there is a row for both", () => {
  const rows = shares([...all, { ...found(true, true), language: "javascript" as const }]);
  expect(rows.slice(1).map(([name, n]) => [name, n])).toEqual([
    ["javascript", "1"],
    ["python", "4"],
    ["all", "5"],
  ]);
});

test("pairs say what the other made of what one solved", () => {
  expect(pairs(all).slice(1)).toEqual([
    ["solved by the bare model; Hearth", "3", "1", "0", "2"],
    ["solved by Hearth; the bare model", "1", "1", "0", "0"],
  ]);
});

test("refusals are counted by reason, whatever names are in them", () => {
  expect(refusals(all.map(({ hearth }) => hearth)).slice(1)).toEqual([["The answer deletes ….", "2"]]);
});
