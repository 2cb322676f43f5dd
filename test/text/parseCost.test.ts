import { expect, test } from "@jest/globals";
import { costsMoreThan } from "../../server/text/parseCost.ts";

const most = { tokens: 6, depth: 2 };

test.each([
  ["words and marks as many as allowed", "a = f(b)", false],
  ["a mark more", "a = f(b);", true],
  ["long words", `${"a".repeat(1000)} ${"é".repeat(1000)}`, false],
  ["blanks", " \n\t".repeat(1000), false],
  ["brackets as deep as allowed", "([])", false],
  ["brackets in brackets in brackets", "([{", true],
  ["closers without an opener", "]]((", false],
])("%s: %s is too much: %p", (_, text, isMore) => {
  expect(costsMoreThan(text, most)).toBe(isMore);
});
