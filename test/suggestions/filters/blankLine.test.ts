import { expect, test } from "@jest/globals";
import { blankLine } from "../../../server/suggestions/filters/blankLine.ts";
import { suggestWithEnding } from "../fixture.ts";

test("a suggestion ends at its first blank line", () => {
  const fixture = "def f():\n    │«a = 1\n    return a\n\ndef g():»";
  expect(suggestWithEnding(blankLine, fixture, { language: "python" })).toBe("def f():\n    «a = 1\n    return a»");
});

test("blank lines before the first written one do not end it", () => {
  expect(suggestWithEnding(blankLine, "a {│«\n\n  b\n}»")).toBe("a {«\n\n  b\n}»");
});
