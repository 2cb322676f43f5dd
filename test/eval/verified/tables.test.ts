import { expect, test } from "@jest/globals";
import { type Fixed, type FixedDiagnostic, holding, outcomes } from "./tables.ts";

const refused: Fixed = { document: null, said: "", brought: [], isSolved: false, unchecked: null };
const right: Fixed = { ...refused, document: "right", isSolved: true };
const worse: Fixed = { ...right, brought: ["Another."] };

let keys = 0;
const fixed = (without: Fixed, withVerifier: Fixed, language = "Python"): FixedDiagnostic => {
  return {
    key: `${keys++}`,
    language,
    message: "It is wrong.",
    code: undefined,
    without,
    with: withVerifier,
    drawn: 0,
    ms: 0,
  };
};

test("the shares are those of applied fixes, and beside them those of all diagnostics", () => {
  const found = [fixed(right, right), fixed(worse, right), fixed(worse, { ...refused, unchecked: "too slow" })];
  expect(outcomes(found).slice(1)).toEqual([
    ["Python", "no", "3", "3", "33.3 %", "33.3 %", "33.3 %", "0"],
    ["Python", "yes", "3", "2", "100.0 %", "100.0 %", "66.7 %", "1"],
  ]);
  expect(holding(found).at(-1)).toEqual(["Python", expect.stringMatching(/^\+33\.3 /), "2 -> 0"]);
});

test("a fix that brings nothing and leaves its diagnostic does not hold", () => {
  const left = { ...right, isSolved: false };
  expect(outcomes([fixed(left, left)])[1]).toEqual(["Python", "no", "1", "1", "100.0 %", "0.0 %", "0.0 %", "0"]);
});

test("several languages have a line for all of them", () => {
  const found = [fixed(right, right), fixed(worse, refused, "TypeScript")];
  expect(holding(found).map(([name]) => name)).toEqual(["diagnostics", "Python", "TypeScript", "all"]);
});
