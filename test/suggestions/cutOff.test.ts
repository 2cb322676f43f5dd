import { expect, test } from "@jest/globals";
import { cutOff } from "../../server/suggestions/cutOff.ts";
import { holeIn, parseFixture, show } from "./fixture.ts";

function shown(fixture: string, language = "typescript"): string {
  const { source, generated } = parseFixture(fixture);
  return show(source, cutOff(generated, holeIn(source, { language })));
}

test.each([
  ["no half a number", "const a = [155, 156, │«157, 158, 1»]\n", "const a = [155, 156, «157, 158»]\n"],
  ["nor a comma and a blank behind the last element", "const a = [36, │«37, »]\n", "const a = [36, «37»]\n"],
  ["nor half a call", "const a = [│«f(1, 2), g(3, 4»]\n", "const a = [«f(1, 2)»]\n"],
  ["nothing where not one element is whole", "const a = [155, │«1»]\n", "unfinished"],
  ["no half a word of a comment", "// adds │«two numb»\n", "// adds «two»\n"],
  ["no half a word of a string", 'const a = "one │«two thr»";\n', 'const a = "one «two»";\n'],
])("of a line that was cut off: %s", (_, fixture, expected) => {
  expect(shown(fixture)).toBe(expected);
});

test("of several lines no half one is shown", () => {
  const fixture = "function f() {\n  │«const a = 1;\n  const b = 2;\n  retu»\n}\n";
  expect(shown(fixture)).toBe("function f() {\n  «const a = 1;\n  const b = 2;»\n}\n");
});

test("in a file with CRLF too", () => {
  const fixture = "def f():\r\n    │«a = 1\n    b = 2\n    ret»\r\n";
  expect(shown(fixture, "python")).toBe("def f():\r\n    «a = 1\r\n    b = 2»\r\n");
});

test("a text that had come to its end before is shown whole", () => {
  expect(shown("const a = │«f();\nconst b»\n")).toBe("const a = «f();»\n");
});
