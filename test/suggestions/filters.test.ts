import { expect, test } from "@jest/globals";
import { suggest } from "./fixture.ts";

const python = { language: "python" };

test.each([
  ["the rest of a line", "const sum = │«a + b;\nreturn sum;»\n", "const sum = «a + b;»\n"],
  [
    "a function's body, without the brace that is there",
    "function add(a: number, b: number) {\n  │«return a + b;\n}\n\nadd(1, 2);»\n}\n",
    "function add(a: number, b: number) {\n  «return a + b;»\n}\n",
  ],
  [
    "a function's body and the brace that is not there",
    "function add(a: number, b: number) {│«\n  return a + b;\n}\n\nadd(1, 2);»\n",
    "function add(a: number, b: number) {«\n  return a + b;\n}»\n",
  ],
  ["arguments before the editor's closer", "call(│«a, b);\n»)\n", "call(«a, b);»\n"],
  ["nothing behind a finished call", "call(a)│«\n»\nnext();\n", "lineComplete"],
  ["nothing that stands there already", "a();\n│«b();\n»\nb();\n", "repeatsNextLine"],
])("TypeScript: %s", (_, fixture, shown) => {
  expect(suggest(fixture)).toBe(shown);
});

test.each([
  [
    "a function's body",
    "def add(a, b):\n    │«return a + b\n\n\ndef sub(a, b):\n    return a - b»\n",
    "def add(a, b):\n    «return a + b»\n",
  ],
  [
    "a header with its body",
    "for x in xs:\n    if │«x > 1:\n        f(x)\n    g(x)»\n",
    "for x in xs:\n    if «x > 1:\n        f(x)»\n",
  ],
  ["no header without one", "if │«x > 1:»\n", "syntaxError"],
])("Python: %s", (_, fixture, shown) => {
  expect(suggest(fixture, python)).toBe(shown);
});

test("a language without a grammar is served by lines and brackets", () => {
  const fixture = "fn add(a: i32, b: i32) -> i32 {\n    │«a + b\n}\n\nfn sub() {}»\n}\n";
  expect(suggest(fixture, { language: "rust" })).toBe("fn add(a: i32, b: i32) -> i32 {\n    «a + b»\n}\n");
});
