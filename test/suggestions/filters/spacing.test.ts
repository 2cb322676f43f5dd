import { expect, test } from "@jest/globals";
import { spacing } from "../../../server/suggestions/filters/spacing.ts";
import { suggestWithFilter } from "../fixture.ts";

test("a blank left of the cursor is not written twice", () => {
  expect(suggestWithFilter(spacing, "const a = │« b;»")).toBe("const a = «b;»");
});

test.each([
  ["indentation", "  │«  a();»", "  «  a();»"],
  ["the inside of a string", "'a │« b'»", "'a « b'»"],
  ["a word's end", "return│« a;»", "return« a;»"],
])("%s keeps its blanks", (_, fixture, shown) => {
  expect(suggestWithFilter(spacing, fixture)).toBe(shown);
});
