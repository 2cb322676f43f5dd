import { expect, test } from "@jest/globals";
import { titlesOf } from "./offered.ts";

test.each([
  ["an empty body", "a.ts", "function f(a: number): string {│}"],
  ["a body that says it is not implemented", "a.ts", "function f() {\n  throw new Error('Not implemented');│\n}"],
  ["a TODO", "a.tsx", "const f = (a: number) => {\n  // TODO: sum them up│\n  return 0;\n};"],
  ["an empty method", "a.js", "class A {\n  f(a) {│}\n}"],
  ["pass", "a.py", "def f(a):\n    pass│\n"],
  ["an ellipsis", "a.py", "def f(a): ..│.\n"],
  ["a docstring alone", "a.py", 'def f(a):\n    """Sums them up."""│\n'],
  ["NotImplementedError", "a.py", "class A:\n    def f(self):\n        raise NotImplementedError│\n"],
])("%s can be implemented", (_, path, text) => {
  expect(titlesOf("implement", text, { path })).toEqual(["Implement f"]);
});

test.each([
  ["a body that does something", "a.ts", "function f(a: number) {\n  return a;│\n}"],
  ["an overload without a body", "a.ts", "function f(a: number): void;│"],
  ["an abstract method", "a.py", "class A:\n    @abstractmethod\n    def f(self):\n        pass│\n"],
  ["a protocol", "a.py", "class A(Protocol):\n    def f(self) -> int: ...│\n"],
  ["a real error", "a.py", "def f(a):\n    raise ValueError(a)│\n"],
  ["an interface", "a.ts", "interface A {\n  f(): void;│\n}"],
])("%s is no gap to fill", (_, path, text) => {
  expect(titlesOf("implement", text, { path })).toEqual([]);
});
