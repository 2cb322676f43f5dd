import { expect, test } from "@jest/globals";
import { indentationUnit, lineEndOf } from "../../server/text/indentStyle.ts";

test.each([
  ["tabs", "if (a) {\n\tb();\n}\n", "\t"],
  ["two spaces", "if (a) {\n  b();\n}\n", "  "],
  ["four spaces in Python", "if a:\n    b()\n", "    "],
  ["what most blocks have", "a {\n  b\n}\na {\n  b\n}\na {\n    b\n}\n", "  "],
  ["nothing in a file without blocks", "a = b +\n    c\n", undefined],
])("a file is indented by %s", (_, source, unit) => {
  expect(indentationUnit(source, "")).toBe(unit);
  expect(indentationUnit("", source)).toBe(unit);
});

test("the nearest line end says how lines end", () => {
  expect(lineEndOf("a\nb\r\nc", "")).toBe("\r\n");
  expect(lineEndOf("a\r\nb\nc", "")).toBe("\n");
  expect(lineEndOf("", "a\r\n")).toBe("\r\n");
  expect(lineEndOf("", "")).toBe("\n");
});
