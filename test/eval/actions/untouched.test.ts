import { expect, test } from "@jest/globals";
import type { Language } from "../../../grammars/language.ts";
import { languageOf } from "../../../grammars/languages.ts";
import { isUntouched } from "./untouched.ts";

const python = languageOf("a.py") as Language;
const typescript = languageOf("a.ts") as Language;

test.each([
  [
    "annotations and an import",
    "types",
    "def f(a):\n    return a\n",
    "from x import T\ndef f(a: T) -> T:\n    return a\n",
    true,
  ],
  ["another body", "types", "def f(a):\n    return a[0].price\n", "def f(a: list):\n    return a[0][1]\n", false],
  ["a docstring", "document", "def f(a):\n    return a\n", 'def f(a):\n    """Gives a."""\n    return a\n', true],
  [
    "a docstring and a default",
    "document",
    "def f(a):\n    return a\n",
    'def f(a=1):\n    """Gives a."""\n    return a\n',
    false,
  ],
])("in Python the action that writes %s", (_what, action, before, after, isAllowed) => {
  expect(isUntouched(action, python, before, after)).toBe(isAllowed);
});

test.each([
  ["a type", "const f = (a) => a;", "const f = (a: number): number => a;", true],
  ["another expression", "const f = (a) => a.b;", "const f = (a: number) => a.c;", false],
])("in TypeScript the types action that writes %s", (_what, before, after, isAllowed) => {
  expect(isUntouched("types", typescript, before, after)).toBe(isAllowed);
});
