import { expect, test } from "@jest/globals";
import { omittedBlanks, withoutOmitted } from "../../server/suggestions/omitted.ts";
import { placeIn } from "./fixture.ts";

test.each([
  ["indentation", "a {\n    │\n}", "    "],
  ["a space behind code", "a = │", " "],
  ["nothing behind a word", "retu│", ""],
])("left out of a prompt is %s", (_, source, blanks) => {
  expect(omittedBlanks(placeIn(source))).toBe(blanks);
});

test("what the model writes of the omitted blanks is not written twice", () => {
  expect(withoutOmitted("    a();\n    b();", "    ")).toBe("a();\n    b();");
  expect(withoutOmitted("a();", " ")).toBe("a();");
});

test("a text that grows never takes back what it has said", () => {
  const grown = ["", "  ", "    ", "    a", "    a()"].map((text) => withoutOmitted(text, "    "));
  expect(grown).toEqual(["", "", "", "a", "a()"]);
});
