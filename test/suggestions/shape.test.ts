import { expect, test } from "@jest/globals";
import { shapeOf } from "../../server/suggestions/shape.ts";
import { holeIn } from "./fixture.ts";

test.each([
  ["an empty body", "function f() {\n  │\n}\n", "typescript"],
  ["a line that opens a block", "function f() {│\n\nconst a = 1;\n", "typescript"],
  ["a Python header", "def f():│\n\nx = 1\n", "python"],
  ["an empty Python body", "def f():\n    │\n\nx = 1\n", "python"],
  ["the end of a block", "function f() {\n  a();\n  │\n}\n", "typescript"],
  ["the end of a file", "a();\n│", "typescript"],
  ["braces the editor has closed", "if (a) {│}\n", "typescript"],
  ["an empty block in a language without grammar", "fn f() {\n    │\n}\n", "rust"],
])("several lines are suggested in %s", (_, source, language) => {
  expect(shapeOf(holeIn(source, { language }))).toBe("block");
});

test.each([
  ["behind code", "const a = │\n", "typescript"],
  ["before code", "f(│a);\n", "typescript"],
  ["in an argument list", "f(\n  │\n);\n", "typescript"],
  ["in a string", 'const a = "{│\n', "typescript"],
  ["in a comment", "// as in: {│\n", "typescript"],
  ["in a docstring", 'def f():\n    """\n    │\n    """\n', "python"],
  ["between statements", "a();\n│\nb();\n", "typescript"],
  ["below half a path", "use std::\n│\nuse tokio::net;\n", "rust"],
  ["behind a header whose body is there", "def f():│\n    pass\n", "python"],
])("the rest of a line is suggested %s", (_, source, language) => {
  expect(shapeOf(holeIn(source, { language }))).toBe("line");
});

test.each([
  ["a call", "def f():\n    a = g(\n\n    if a:\n        │\n\nx = 1\n"],
  ["a list further in", "def f():\n    if a:\n        b = [c, d\n\n    for a in b:\n        │\n\nx = 1\n"],
])("a block is suggested below %s that somebody left half-written", (_, source) => {
  expect(shapeOf(holeIn(source, { language: "python" }))).toBe("block");
});

test("whoever asks by hand gets several lines between statements too", () => {
  expect(shapeOf(holeIn("a();\n│\nb();\n"), "manual")).toBe("block");
});
