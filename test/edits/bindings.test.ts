import { expect, test } from "@jest/globals";
import { languageOf } from "../../grammars/languages.ts";
import { parsed } from "../../server/edits/original.ts";
import { bindingsIn, isUnresolved, namesIn } from "../../server/edits/scopes/bindings.ts";
import { rulesOf } from "../../server/languages/languages.ts";
import { Slices } from "../../server/slices/slices.ts";

/** The names of a file that nothing in it declares and the language does not know. */
async function unresolvedIn(path: string, text: string): Promise<string[]> {
  const language = languageOf(path);
  const file = await parsed(language, text, new Slices());
  const rules = rulesOf(language).names;
  if (!rules || !file.tree) throw new Error("no rules");
  const unresolved: string[] = [];
  for (const name of namesIn(file.tree, rules, 0, text.length)) {
    const found = await bindingsIn(file, rules, name, { start: 0, end: text.length }, new Slices());
    const isOpen = found.references.some((reference) => isUnresolved(found, reference, rules));
    if (isOpen && !rules.globals.has(name)) unresolved.push(name);
  }
  return unresolved.sort();
}

test.each([
  ["a property is no name", "const a = { b: 1 }; a.b.c; a?.d;", []],
  ["a shorthand property is one", "const a = { b };", ["b"]],
  ["parameters, taken apart and with defaults", "const f = ({ a, b: [c], ...d }, e = a) => [a, c, d, e, b];", ["b"]],
  ["a variable is seen in its block only", "{ const a = 1; a; } a;", ["a"]],
  ["a var is seen in its function", "function f() { { var a = 1; } return a; } f();", []],
  ["a function is seen before it is declared", "f(); function f() {}", []],
  ["type parameters", "function f<T>(a: T): T { return a; } let b: T = f(1);", ["T"]],
  ["inferred and mapped types", "type A<T> = T extends (infer U)[] ? U : { [K in keyof T]: K };", []],
  ["names of parameters in types", "type F = (a: string, ...b: number[]) => a is string; type G = [c: F, d?: F];", []],
  ["imports", 'import a, { b as c, type D } from "x"; import * as e from "y"; a; c; e; let d: D; b; d;', ["b"]],
  ["what is handed on from elsewhere is no name here", 'export { a as b } from "x"; export { c };', ["c"]],
  ["labels", "a: for (;;) break a;", []],
  ["a caught error", "try { a(); } catch (error) { error; } error;", ["a", "error"]],
  ["members of a namespace", "namespace A { export type B = string; } let b: A.B; b;", []],
  ["a resource in use", "{ using a = open(); a; }", ["open"]],
  ["a class sees itself", "const A = class B { c = B; }; A;", []],
  ["a class expression keeps its name", "const A = class B {}; B;", ["B"]],
  ["a var of a loop is seen behind it", "function f() { for (var a in {}) {} return a; } f();", []],
  ["a constant of a loop is not", "for (const a of []) {} a;", ["a"]],
  ["an error that is taken apart", "try {} catch ({ message: a, b = a }) { b; } b;", ["b"]],
  ["members of an enum see each other", "enum A { B = 1, C = B, D = e } A;", ["e"]],
  ["defaults see the names before them", "const { a = 1, b = a } = {}; b;", []],
])("TypeScript: %s", async (_, text, expected) => {
  expect(await unresolvedIn("a.ts", text)).toEqual(expected);
});

test("TSX: a component is a name, an element of the page is not", async () => {
  expect(await unresolvedIn("a.tsx", "const a = <div b={c}><D.E /><F>{g}</F></div>; a;")).toEqual(["D", "F", "c", "g"]);
});

test.each([
  ["an attribute is no name", "import a\na.b.c()\n", []],
  ["a keyword argument is none", "def f(a): pass\nf(a=b)\n", ["b"]],
  ["a variable of a function is not seen outside", "def f():\n    a = 1\nprint(a)\n", ["a"]],
  ["a global one is", "def f():\n    global a\n    a = 1\nprint(a)\n", []],
  ["a comprehension keeps its variable", "[a for a in range(3)]\na\n", ["a"]],
  ["an assignment in an expression does not", "[b for a in range(3) if (b := a)]\nb\n", []],
  [
    "what a class declares is not seen in its methods",
    "class A:\n    b = 1\n    c = b\n    def d(self):\n        return b\n",
    ["b"],
  ],
  [
    "a function's defaults and annotations are read around it",
    "def f(a=a, *, b: c = 1) -> a:\n    return a, b\n",
    ["a", "c"],
  ],
  ["a lambda's are, too", "lambda a=a: a\n", ["a"]],
  ["a class's bases are", "class A(B):\n    B = 1\n", ["B"]],
  ["the first iterable of a comprehension is read around it", "[a for a in a]\n", ["a"]],
  ["the others are not", "[b for a in [] for b in a]\n", []],
  ["a comprehension in a comprehension", "[[b for b in a] for a in []]\n[b for b in [b for a in []]]\n", ["b"]],
  ["what a class declares is not seen in its comprehensions", "class A:\n    b = 1\n    c = [b for d in []]\n", ["b"]],
  ["but in the first iterable of one", "class A:\n    b = []\n    c = [d for d in b]\n", []],
  ["what is global in a branch", "def f():\n    if f:\n        global a\n    a = 1\na\n", []],
  [
    "what is imported, caught, opened and defined as global",
    "def f():\n    global a, b, c, d\n    import a\n    with f() as b: pass\n    for c in []: pass\n    def d(): pass\na, b, c, d\n",
    [],
  ],
  [
    "nonlocal in nested functions",
    "def f():\n    a = 1\n    def g():\n        def h():\n            nonlocal a\n            a = 2\n    return a\n",
    [],
  ],
  ["what a case binds with as", "match 1:\n    case int() as a: a\n", []],
  ["names of types and their parameters", "type A[B] = list[B]\nA\n", []],
  ["a group of errors", "try:\n    pass\nexcept* OSError as a:\n    a\n", []],
  [
    "with, except, for and import",
    "with open('a') as b:\n    b\ntry:\n    pass\nexcept OSError as c:\n    c\nfor d, (e, f) in []:\n    d, e, f\nimport g.h\ng\nfrom i import j as k\nk\nj\n",
    ["j"],
  ],
  [
    "parameters of every kind",
    "def f(a, b: int = 1, *c, d=2, **e):\n    return a, b, c, d, e\nf(lambda x, *y: (x, y))\n",
    [],
  ],
  ["patterns", "match 1:\n    case [a, *b]: a, b\n    case {'c': d, **e}: d, e\n    case int(real=f): f\n", []],
])("Python: %s", async (_, text, expected) => {
  expect(await unresolvedIn("a.py", text)).toEqual(expected);
});
