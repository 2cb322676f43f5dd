import { expect, test } from "@jest/globals";
import { offersOf, targetOf, titlesOf } from "./offered.ts";

test.each([
  ["a function", "a.ts", "function to│tal(a: number) {\n  return a;\n}", "Write a doc comment for total"],
  ["an arrow function", "a.ts", "export const twice = (x│) => x * 2;", "Write a doc comment for twice"],
  ["a method", "a.ts", "class A {\n  │go() {\n    return 1;\n  }\n}", "Write a doc comment for go"],
  [
    "a method, from its line's beginning,",
    "a.py",
    "class A:\n│    def go(self):\n        pass\n",
    "Write a doc comment for go",
  ],
  ["a class", "a.js", "class │Cart {\n}", "Write a doc comment for Cart"],
  ["an interface", "a.tsx", "interface │Props { a: number }", "Write a doc comment for Props"],
  ["a Python function", "a.py", "def f(a):│\n    return a\n", "Write a doc comment for f"],
  ["what has one", "a.ts", "/** Old. */\nfunction │f() {}", "Rewrite the doc comment for f"],
  [
    "a docstring under the cursor",
    "a.py",
    'def f():\n    """O│ld."""\n    return 1\n',
    "Rewrite the doc comment for f",
  ],
])("%s can be documented from its head", (_, path, text, title) => {
  expect(titlesOf("document", text, { path })).toEqual([title]);
});

test.each([
  ["inside a body", "a.ts", "function f() {\n  return│ 1;\n}"],
  ["at a variable", "a.ts", "const a│ = 1;"],
  ["in Python's bodies", "a.py", "def f():\n    a = 1\n    return │a\n"],
])("no doc comment is offered %s", (_, path, text) => {
  expect(titlesOf("document", text, { path })).toEqual([]);
});

test("the comment that is there is part of what may change", () => {
  const [offer] = offersOf("document", "let a;\n/** Old. */\nexport function │f() {}\n");
  expect(targetOf(offer)).toBe("/** Old. */\nexport function f() {}");
});
