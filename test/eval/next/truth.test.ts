import { expect, test } from "@jest/globals";
import { isRight, replacementsIn } from "./truth.ts";

const text = "one(a);\ntwo(a);\nthree(a);\n";
const change = {
  path: "a.ts",
  isNew: false,
  hunks: [
    { start: 0, removed: ["one(a);"], added: ["one(b);"] },
    { start: 2, removed: ["three(a);"], added: ["three(b, 1);"] },
  ],
};
const now = text.replace("one(a)", "one(b)");
const at = (part: string, newText: string) => {
  const start = now.indexOf(part);
  return { start, end: start + part.length, newText };
};

test.each([
  ["all that it changes is changed so", at("a);\n", "b);\n"), false],
  ["it is a part of what is changed", { ...at("three(a", ""), start: now.indexOf("three") + 6, newText: "b" }, true],
  ["it is all of what is changed", { ...at("three(a", ""), start: now.indexOf("three") + 6, newText: "b, 1" }, true],
  ["a blank is missing", { ...at("three(a", ""), start: now.indexOf("three") + 6, newText: "b,1" }, false],
  ["the line stays as it is", { ...at("two(a", ""), start: now.indexOf("two") + 4, newText: "b" }, false],
])("an offer is judged by the commit: %s", (_, offer, expected) => {
  expect(isRight(now, change, 1, offer)).toBe(expected);
});

test("a replacement is told by its words, and signs alone are none", () => {
  const hunk = { start: 0, removed: ["f(a);", "[1]"], added: ["f(b);", "(1)"] };
  expect([...replacementsIn(hunk)]).toEqual(['[["a"],["b"]]']);
});

test.each([
  ["a line that comes in, from the end of the one before", { start: 7, end: 7, newText: "\ntwo(b);" }, true],
  ["a line that comes in, from the start of the next", { start: 8, end: 8, newText: "two(b);\n" }, true],
  ["another line", { start: 7, end: 7, newText: "\ntwo(c);" }, false],
  ["a line elsewhere", { start: 14, end: 14, newText: "\ntwo(b);" }, false],
])("an offer of new lines is judged by the commit: %s", (_, offer, expected) => {
  const added = {
    path: "a.ts",
    isNew: false,
    hunks: [{ start: 1, removed: [], added: ["// two", "two(b);"] }],
  };
  expect(isRight(text, added, 0, offer)).toBe(expected);
});
