import { expect, test } from "@jest/globals";
import { indentationWidth } from "../../server/text/indentation.ts";
import { belowLine, firstWrittenLines, isTrivial, lastWrittenLine } from "../../server/text/lines.ts";

test("blank lines are passed over on the way to the nearest written one", () => {
  expect(lastWrittenLine("a\r\n\r\n  \r\n")).toBe("a");
  expect(lastWrittenLine("a\n  b\n\n")).toBe("  b");
  expect(lastWrittenLine("\n \n")).toBe("");
  expect(firstWrittenLines("\r\n\r\n  a\r\nb\n\nc", 2)).toEqual(["  a", "b"]);
});

test("the line below starts behind any kind of line end", () => {
  expect(belowLine("ab\ncd", 1)).toBe(3);
  expect(belowLine("ab\r\ncd", 2)).toBe(4);
  expect(belowLine("ab", 0)).toBe(2);
});

test.each(["}", "});", "else:", "  } else {", "return;", "", "]) {"])("%j says nothing of its own", (line) => {
  expect(isTrivial(line)).toBe(true);
});

test.each(["return a;", "a", "</div>", "else if (a) {"])("%j says something", (line) => {
  expect(isTrivial(line)).toBe(false);
});

test("a tab counts as four columns", () => {
  expect(indentationWidth("\t  a")).toBe(6);
});
