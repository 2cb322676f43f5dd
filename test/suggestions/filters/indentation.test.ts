import { expect, test } from "@jest/globals";
import { indentation } from "../../../server/suggestions/filters/indentation.ts";
import { suggestWithFilter } from "../fixture.ts";

const tabs = "function a() {\n\tb();\n}\n";
const spaces = "function a() {\n    b();\n}\n";

test.each([
  [
    "tabs for spaces",
    `${tabs}if (c) {│«\n  if (d) {\n    e();\n  }\n}»`,
    `${tabs}if (c) {«\n\tif (d) {\n\t\te();\n\t}\n}»`,
  ],
  [
    "four spaces for two",
    `${spaces}if (c) {│«\n  if (d) {\n    e();\n  }\n}»`,
    `${spaces}if (c) {«\n    if (d) {\n        e();\n    }\n}»`,
  ],
  ["spaces for tabs", `${spaces}if (c) {│«\n\td();\n}»`, `${spaces}if (c) {«\n    d();\n}»`],
])("a suggestion is indented as the file is: %s", (_, fixture, shown) => {
  expect(suggestWithFilter(indentation, fixture)).toBe(shown);
});

test("lines aligned to something are left alone", () => {
  const fixture = `${spaces}c(a,│«\n  b);»`;
  expect(suggestWithFilter(indentation, fixture)).toBe(`${spaces}c(a,«\n  b);»`);
});

test("a file without blocks has no say", () => {
  expect(suggestWithFilter(indentation, "if (c) {│«\n   d();\n}»")).toBe("if (c) {«\n   d();\n}»");
});

test("the lines of a suggestion end as the file's do", () => {
  expect(suggestWithFilter(indentation, "a();\r\nif (b) {│«\n  c();\n}»")).toBe("a();\r\nif (b) {«\r\n  c();\r\n}»");
});
