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
  ["the rest of a header that the user has begun", "if │«x > 1:»\n", "if «x > 1:»\n"],
  ["no header of its own without a body", "│«if x > 1:»\n", "syntaxError"],
])("Python: %s", (_, fixture, shown) => {
  expect(suggest(fixture, python)).toBe(shown);
});

test("a language without a grammar is served by lines and brackets", () => {
  const fixture = "fn add(a: i32, b: i32) -> i32 {\n    │«a + b\n}\n\nfn sub() {}»\n}\n";
  expect(suggest(fixture, { language: "rust" })).toBe("fn add(a: i32, b: i32) -> i32 {\n    «a + b»\n}\n");
});

test.each([
  ["a number", "i += │«1\n»\n", "i += «1»\n"],
  ["a name", "return f(a, │«b\n»)\n", "return f(a, «b»)\n"],
  ["a closer", "f(a│«)\n»\n", "f(a«)»\n"],
])("one character is worth showing: %s", (_, fixture, shown) => {
  expect(suggest(fixture)).toBe(shown);
});

test.each([
  ["[│«\n  1,\n  2,\n]»]\n", "[«\n  1,\n  2,\n»]\n"],
  ["f(│«\n  a,\n  b,\n»)\n", "f(«\n  a,\n  b,\n»)\n"],
  ["xs.map((x) => │«{\n  return x;\n});»);\n", "xs.map((x) => «{\n  return x;\n}»);\n"],
])("several lines fit between a pair: %s", (fixture, shown) => {
  expect(suggest(fixture)).toBe(shown);
});

test("several lines fit into a docstring", () => {
  const fixture = 'def f():\n    """│«\n    Add.\n\n    More.\n    """\n    return 1»"""\n    return 1\n';
  const shown = 'def f():\n    """«\n    Add.\n\n    More.\n    »"""\n    return 1\n';
  expect(suggest(fixture, python)).toBe(shown);
});
