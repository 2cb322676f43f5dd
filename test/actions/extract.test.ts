import { expect, test } from "@jest/globals";
import { offersOf, targetOf, titlesOf } from "./offered.ts";

test.each([
  ["a statement", "a.ts", "function f(a) {\n  │log(a);│\n  return a;\n}"],
  ["several statements with the blanks around them", "a.ts", "function f(a) {\n│  log(a);\n  log(a);\n│}"],
  ["statements of Python", "a.py", "def f(a):\n    │b = a + 1\n    print(b)│\n    return b\n"],
  ["a loop", "a.tsx", "│for (const a of b) {\n  log(a);\n}│\n"],
])("%s can become a function", (_, path, text) => {
  expect(titlesOf("extract-function", text, { path })).toEqual(["Extract into a function"]);
});

test.each([
  ["nothing", "a.ts", "function f(a) {\n  log│(a);\n}"],
  ["half a statement", "a.ts", "function f(a) {\n  │log(a);\n  lo│g(a);\n}"],
  ["an import", "a.ts", "│import { a } from './a';│"],
  ["a whole function", "a.ts", "│function f() {}│"],
  ["part of an expression", "a.py", "def f(a):\n    b = │a + 1│\n"],
])("%s cannot become a function", (_, path, text) => {
  expect(titlesOf("extract-function", text, { path })).toEqual([]);
});

test("a function is extracted beside the function that it was part of", () => {
  const [offer] = offersOf("extract-function", "let x;\nfunction f(a) {\n  │log(a);│\n  return a;\n}\n");
  expect(targetOf(offer)).toBe("function f(a) {\n  log(a);\n  return a;\n}");
});

test.each([
  ["a call", "a.ts", "const a = │f(1)│ + 2;"],
  ["an operation", "a.ts", "go(│a * b│);"],
  ["a string of Python", "a.py", "print(│'hello'│)\n"],
  ["a member of JSX", "a.tsx", "const a = <b>{│c.d│}</b>;"],
])("%s can become a variable", (_, path, text) => {
  expect(titlesOf("extract-variable", text, { path })).toEqual(["Extract into a variable"]);
});

test.each([
  ["a name", "a.ts", "go(│a│);"],
  ["a statement", "a.ts", "│go(a)│;"],
  ["half an expression", "a.ts", "go(a │* b│);"],
  ["what is assigned to", "a.py", "│a.b│ = 1\n"],
  ["the module of an import", "a.ts", "import { a } from │'./a'│;"],
  ["a type", "a.ts", "let a: │'b'│;"],
])("%s cannot become a variable", (_, path, text) => {
  expect(titlesOf("extract-variable", text, { path })).toEqual([]);
});

test("a variable is extracted within its statement", () => {
  const [offer] = offersOf("extract-variable", "function f() {\n  let a;\n  return go(│a * b│);\n}");
  expect(targetOf(offer)).toBe("return go(a * b);");
});
