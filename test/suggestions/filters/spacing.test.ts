import { expect, test } from "@jest/globals";
import { spacing } from "../../../server/suggestions/filters/spacing.ts";
import { suggestWithFilter } from "../fixture.ts";

test("a blank left of the cursor is not written twice", () => {
  expect(suggestWithFilter(spacing, "const a = │« b;»")).toBe("const a = «b;»");
});

test("on a blank line the suggestion begins with its first written line", () => {
  expect(suggestWithFilter(spacing, "a {\n  │«\n\n  b();\n  c();»\n}")).toBe("a {\n  «b();\n  c();»\n}");
});

test.each([
  ["indentation", "  │«  a();»", "  «  a();»"],
  ["the inside of a string", "'a │« b'»", "'a « b'»"],
  ["a word's end", "return│« a;»", "return« a;»"],
])("%s keeps its blanks", (_, fixture, shown) => {
  expect(suggestWithFilter(spacing, fixture)).toBe(shown);
});
