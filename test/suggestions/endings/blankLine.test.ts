import { expect, test } from "@jest/globals";
import { blankLine } from "../../../server/suggestions/endings/blankLine.ts";
import { suggestWithEnding } from "../fixture.ts";

test("a suggestion ends at its first blank line", () => {
  expect(suggestWithEnding(blankLine, "a();\n│«b();\nc();\n\nd();»")).toBe("a();\n«b();\nc();»");
});

test.each([
  ["in an empty body", "f() {\n  │«a();\n\n  b();»\n}", "f() {\n  «a();\n\n  b();»\n}"],
  [
    "in an empty body, below a comment",
    "f() {\n  // a\n\n  // b\n  │«a();\n\n  b();»\n}",
    "f() {\n  // a\n\n  // b\n  «a();\n\n  b();»\n}",
  ],
  ["in a bracket that the suggestion opened", "a = │«{\n  b,\n\n  c,\n};»", "a = «{\n  b,\n\n  c,\n};»"],
  ["in a string that the suggestion opened", "a = │«`b\n\nc`;»", "a = «`b\n\nc`;»"],
])("it goes on behind one %s", (_, fixture, shown) => {
  expect(suggestWithEnding(blankLine, fixture)).toBe(shown);
});

test("blank lines before the first written one do not end it", () => {
  expect(suggestWithEnding(blankLine, "a {│«\n\n  b\n}»")).toBe("a {«\n\n  b\n}»");
});

test("a body that a comment stands in is empty no longer where code stands above that", () => {
  const fixture = "f() {\n  a();\n  // b\n  │«b();\n\n  c();»\n}";
  expect(suggestWithEnding(blankLine, fixture)).toBe("f() {\n  a();\n  // b\n  «b();»\n}");
});

test("a comment behind the brace of a body hides it in no language", () => {
  const lua = "shop = { -- prices\n  │«a = 1,\n\n  b = 2,»\n}";
  expect(suggestWithEnding(blankLine, lua, { language: "lua" })).toBe("shop = { -- prices\n  «a = 1,\n\n  b = 2,»\n}");
});
