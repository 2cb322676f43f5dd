import { expect, test } from "@jest/globals";
import { previousLine } from "../../../server/suggestions/endings/previousLine.ts";
import { suggestWithEnding } from "../fixture.ts";

test.each([
  ["on a line of its own", "a = f(1);\n│«a = f(1);»\n"],
  ["completed from its beginning", "a = f(1);\na = │«f(1);»\n"],
  ["behind a complete line", "a = f(1);│«\na = f(1);»\n"],
])("the line above is not suggested again %s", (_, fixture) => {
  expect(suggestWithEnding(previousLine, fixture)).toBe("repeatsPreviousLine");
});

test("a line that differs from the one above is", () => {
  expect(suggestWithEnding(previousLine, "a = f(1);\n│«b = f(2);»\n")).toBe("a = f(1);\n«b = f(2);»\n");
});
