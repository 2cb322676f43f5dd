import { expect, test } from "@jest/globals";
import { offersOf, targetOf, titlesOf } from "./offered.ts";

const nested = "function f(a) {\n  if (a) {\n    if (a.b) return│ 1;\n  }\n  return 0;\n}";

test.each([
  ["a function with branches", "a.ts", nested, "Simplify f"],
  [
    "selected statements",
    "a.py",
    "def f(a):\n    │if a:\n        return True\n    return False│\n",
    "Simplify the selection",
  ],
])("%s can be simplified", (_, path, text, title) => {
  expect(titlesOf("simplify", text, { path })).toEqual([title]);
});

test("a function without branches is simple", () => {
  expect(titlesOf("simplify", "function f(a) {\n  return a│;\n}")).toEqual([]);
});

test.each([
  ["a parameter without a type", "a.ts", "function │f(a, b: number) {}"],
  ["any", "a.ts", "function │f(a: Map<string, any>) {}"],
  ["an arrow function", "a.tsx", "const │f = (a) => a;"],
  ["Python without annotations", "a.py", "def │f(a):\n    return a\n"],
  ["Python without a return type", "a.py", "def │f(a: int):\n    return a\n"],
  ["JavaScript with a JSDoc comment", "a.js", "/** Adds. */\nfunction │f(a) {}"],
])("%s leaves types to be added", (_, path, text) => {
  expect(titlesOf("types", text, { path })).toEqual(["Add types to f"]);
});

test.each([
  ["typed parameters", "a.ts", "function │f(a: number, b?: string) {}"],
  ["parameters with a default", "a.ts", "function │f(a = 1) {}"],
  ["a function whose variable is typed", "a.ts", "const │f: Handler = (a) => a;"],
  ["JavaScript", "a.js", "function │f(a) {}"],
  ["JSDoc with types", "a.js", "/** @param {number} a */\nfunction │f(a) {}"],
  ["annotated Python", "a.py", "def │f(self, a: int) -> int:\n    return a\n"],
  ["a typed constructor", "a.py", "class A:\n    def │__init__(self, a: int):\n        self.a = a\n"],
])("%s leaves none", (_, path, text) => {
  expect(titlesOf("types", text, { path })).toEqual([]);
});

test.each([
  ["a local variable", "a.ts", "function f() {\n  const │x = 1;\n  return x;\n}"],
  ["a use of it", "a.ts", "function f() {\n  const x = 1;\n  return │x;\n}"],
  ["a parameter", "a.py", "def f(│x):\n    return x\n"],
  ["a loop variable", "a.py", "def f(a):\n    for │x in a:\n        print(x)\n"],
  ["a private function", "a.ts", "function │x() {}\nx();"],
])("%s can get a better name", (_, path, text) => {
  expect(titlesOf("rename", text, { path })).toEqual(["Rename x for clarity"]);
});

test.each([
  ["what is imported", "a.ts", "import { x } from './b';\n│x();"],
  ["a member", "a.ts", "function f(a) {\n  return a.│x;\n}"],
  ["what is declared nowhere here", "a.ts", "│x();"],
  ["a keyword", "a.ts", "│return;"],
])("%s keeps its name", (_, path, text) => {
  expect(titlesOf("rename", text, { path })).toEqual([]);
});

test("a name that other files use is not renamed, and the reason is said", () => {
  const files = { "b.ts": "import { x } from './a';\nx();" };
  const [offer] = offersOf("rename", "export function │x() {}", { files });
  expect(offer?.work).toEqual({ does: "nothing", because: "Other files know x by its name." });
  expect(offersOf("rename", "export function │x() {}")[0]?.work.does).toBe("ask");
});

test.each([
  ["a chain of then", "a.ts", "function f() {\n  return get().th│en((a) => a.b);\n}"],
  ["a callback that gets an error", "a.js", "function f() {\n  read│(p, (err, data) => {\n    go(data);\n  });\n}"],
])("%s can be converted to async and await", (_, path, text) => {
  expect(titlesOf("convert-to-async", text, { path })).toEqual(["Convert to async and await"]);
});

test.each([
  ["another callback", "a.ts", "list.m│ap((item) => item.a);"],
  ["awaited code", "a.ts", "async function f() {\n  const a = await g│et();\n}"],
])("%s has nothing to convert", (_, path, text) => {
  expect(titlesOf("convert-to-async", text, { path })).toEqual([]);
});

test.each([
  ["a list", "out = []\nfor x in │a:\n    out.append(x)\n"],
  [
    "a list with a condition",
    "def f(a):\n    out = []\n    for x in a:\n        if x:│\n            out.append(x)\n    return out\n",
  ],
  ["a dictionary", "out = {}\nfor x in a:\n    out[x]│ = 1\n"],
])("a Python loop that only fills %s can become a comprehension", (_, text) => {
  expect(titlesOf("convert-to-comprehension", text, { path: "a.py" })).toEqual(["Convert to a comprehension"]);
});

test.each([
  ["does more", "out = []\nfor x in │a:\n    print(x)\n    out.append(x)\n"],
  ["fills what was there before", "for x in │a:\n    out.append(x)\n"],
  ["has two branches", "out = []\nfor x in │a:\n    if x:\n        out.append(x)\n    else:\n        out.append(1)\n"],
])("a Python loop that %s stays a loop", (_, text) => {
  expect(titlesOf("convert-to-comprehension", text, { path: "a.py" })).toEqual([]);
});

test("the line that makes the list is part of what becomes a comprehension", () => {
  const [offer] = offersOf("convert-to-comprehension", "a = 1\nout = []\nfor x in │b:\n    out.append(x)\nc = 2\n", {
    path: "a.py",
  });
  expect(targetOf(offer)).toBe("out = []\nfor x in b:\n    out.append(x)");
});

test("a React component that is a class can become a function", () => {
  const text = "class │Cart extends React.Component {\n  render() {\n    return <b />;\n  }\n}";
  expect(titlesOf("convert-to-function-component", text, { path: "a.tsx" })).toEqual([
    "Convert Cart to a function component",
  ]);
  expect(titlesOf("convert-to-function-component", text.replace("React.Component", "Base"), { path: "a.tsx" })).toEqual(
    [],
  );
});
