import { expect, test } from "@jest/globals";
import { nextLine } from "../../../server/suggestions/endings/nextLine.ts";
import { suggestWithEnding } from "../fixture.ts";

test.each([
  ["the next line", "a();\n│«b();\nc();\nd();»\nc();\n", "a();\n«b();»\nc();\n"],
  ["the next line behind blank ones", "a();\n│«b();\nc();»\n\n\nc();\n", "a();\n«b();»\n\n\nc();\n"],
  [
    "the next line with other quotes and no semicolon",
    "a();\n│«b();\nc(\"x\")»\n  c('x');\n",
    "a();\n«b();»\n  c('x');\n",
  ],
  ["a next line that the cursor's line would become", "re│«turn a;»\nreturn a;\n", "repeatsNextLine"],
])("a suggestion ends before %s", (_, fixture, shown) => {
  expect(suggestWithEnding(nextLine, fixture, { shape: "block" })).toBe(shown);
});

test("closers and lone keywords may come twice", () => {
  const fixture = "if (a) {\n  │«if (b) {\n    c();\n}»\n}\n";
  expect(suggestWithEnding(nextLine, fixture)).toBe("if (a) {\n  «if (b) {\n    c();\n}»\n}\n");
});
