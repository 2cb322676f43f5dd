import { expect, test } from "@jest/globals";
import { syntaxFilter } from "../../../server/suggestions/filters/syntax.ts";
import { suggest, suggestWithFilter } from "../fixture.ts";

const python = { language: "python" };

test.each([
  ["a complete line", "const a = │«f(b);»\n", "const a = «f(b);»\n"],
  ["a line that closes what was open", "const a = f(│«b);»\n", "const a = f(«b);»\n"],
  ["half a line", "const a = │«f(b»\n", "syntaxError"],
  ["a keyword too many", "const a = │«return b;»\n", "syntaxError"],
  ["a tail doubled", "const a = f(│«b));»)\n", "syntaxError"],
])("%s", (_, fixture, shown) => {
  expect(suggestWithFilter(syntaxFilter, fixture)).toBe(shown);
});

test("trailing lines are dropped until the rest parses", () => {
  const fixture = "function f() {\n  │«a();\n  b();\n  if (c) {\n    d(»\n}\n";
  expect(suggestWithFilter(syntaxFilter, fixture)).toBe("function f() {\n  «a();\n  b();»\n}\n");
});

test("a Python suggestion is cut in the same way", () => {
  const fixture = "def f():\n    │«a = 1\n    if a:\n        return (»\n\ndef g():\n    pass\n";
  expect(suggestWithFilter(syntaxFilter, fixture, python)).toBe("def f():\n    «a = 1»\n\ndef g():\n    pass\n");
});

test("an error elsewhere does not silence a good suggestion", () => {
  const fixture = "const = ;\nconst a = │«f(b);»\n";
  expect(suggestWithFilter(syntaxFilter, fixture)).toBe("const = ;\nconst a = «f(b);»\n");
});

test("nor does it excuse a bad one", () => {
  expect(suggestWithFilter(syntaxFilter, "const = ;\nconst a = │«f(b»\n")).toBe("syntaxError");
});

test("inside a block that is not closed yet statements are welcome", () => {
  const fixture = "function f(a) {\n  │«return a;»\n\nfunction g() {}\n";
  expect(suggestWithFilter(syntaxFilter, fixture)).toBe("function f(a) {\n  «return a;»\n\nfunction g() {}\n");
});

test("in a large file only the surroundings are parsed, within the outline of what encloses them", () => {
  const methods = Array.from({ length: 500 }, (_, i) => `  method${i}(a: number) {\n    return a + ${i};\n  }\n`).join(
    "",
  );
  const source = (line: string) => `class A {\n${methods}  last(a: number) {\n    ${line}\n  }\n${methods}}\n`;
  expect(suggestWithFilter(syntaxFilter, source("return │«a;»"))).toBe(source("return «a;»"));
  expect(suggestWithFilter(syntaxFilter, source("return │«a; }»"))).toBe("syntaxError");
});

test("a docstring is not left open", () => {
  const fixture = 'def f():\n    │«"""Text.\n\n    More.»\n\n\ndef g():\n    """Text."""\n';
  expect(suggestWithFilter(syntaxFilter, fixture, python)).toBe("syntaxError");
});

test("where the code around is broken, nothing may be left open all the same", () => {
  const fixture = "const = {;\n│«run(() => {\n  a();»\nb();\n";
  expect(suggestWithFilter(syntaxFilter, fixture)).toBe("syntaxError");
});

test("a bracket that the file closes may be opened", () => {
  expect(suggestWithFilter(syntaxFilter, "if │«(a) {»\n  b();\n}\n")).toBe("if «(a) {»\n  b();\n}\n");
});

test.each([
  ["its block is finished later", "test('a', wi│«th, async (t) => {»\n\ntest('b', (t) => {});\n", "th, async (t) => {"],
  ["its block was cut off", "if (a│«b) {\n  c(»\nd();\n", "b) {"],
  ["arguments on lines of their own", "const a = │«f(\n  b, c(»\nd();\n", "f("],
  ["an object in a list", "const a = [b, │«{»\nd();\n", "{"],
])("a line that the user has begun may end with an open bracket: %s", (_, fixture, shown) => {
  expect(suggestWithFilter(syntaxFilter, fixture)).toBe(fixture.replace(/│«[^»]*»/, `«${shown}»`));
});

test.each([
  ["what is no block", "const a = f(│«b(»\nd();\n"],
  ["a line of its own", "│«run(() => {»\nb();\n"],
  ["what is wrong in itself", "const a = │«return {»\nb();\n"],
])("nothing else stays open: %s", (_, fixture) => {
  expect(suggestWithFilter(syntaxFilter, fixture)).toBe("syntaxError");
});

test.each([
  ["a = │«f(b)»\n", "a = «f(b)»\n"],
  ["a = │«f(b»\n", "syntaxError"],
])("without a grammar only brackets tell: %s", (fixture, shown) => {
  expect(suggestWithFilter(syntaxFilter, fixture, { language: "ruby" })).toBe(shown);
});

test("beside a line without end only brackets are looked at", () => {
  const fixture = `const data = "${"x".repeat(20_000)}"; const a = │«return b;»\n`;
  expect(suggestWithFilter(syntaxFilter, fixture)).toBe(fixture.replace("│", ""));
});

test.each([
  ["above", "const a = f(\nlet b = \nreturn │«c.d(e);»\n"],
  ["below", "todos.filter((todo) => !todo.│«done);»\n\nconst b = (\nlet c =\n"],
  ["around", "print(a.\nconst biggest = largest(│«circles);»\nif (b\nconst c = [\n"],
  ["before a closer", "const a = [\nxs.filter((todo) => !todo.│«done»);\nlet b = (\n"],
])("lines that are half-written %s do not silence a good one", (_, fixture) => {
  expect(suggestWithFilter(syntaxFilter, fixture)).toBe(fixture.replace("│", ""));
});

test("nor do they excuse a bad one", () => {
  expect(suggestWithFilter(syntaxFilter, "const a = f(\nlet b = \nconst c = │«return d;»\n")).toBe("syntaxError");
});

test.each([["self.items.append(│«item)»\n"], ["print(circle.│«area())»\n"], ["return [x for x │«in xs if x]»\n"]])(
  "in a Python file with half-written lines: %s",
  (line) => {
    const fixture = `def f(xs):\n    if xs[\n    a = (\n    ${line}    for x in\n    b = {\n`;
    expect(suggestWithFilter(syntaxFilter, fixture, python)).toBe(fixture.replace("│", ""));
  },
);

test.each([
  ["half of an assignment above a loop", "def f(xs):\n    n +=\n    for x in xs│«.values()»:\n        print(x)\n"],
  ["a condition within brackets", "def f(xs):\n    a = [\n        g(x\n        if x in (│«1, 2)»\n    ]\n"],
])("in a Python file: %s", (_, fixture) => {
  expect(suggestWithFilter(syntaxFilter, fixture, python)).toBe(fixture.replace("│", ""));
});

test("a block that the user's text right of the cursor opens may be left open below", () => {
  const fixture = "b(\n  <>\n\nit(│«'should »keep', () => {\n  c(\n";
  expect(suggestWithFilter(syntaxFilter, fixture)).toBe(fixture.replace("│", ""));
});

test.each([
  ["its head", "static int load(int │«k) »{\n  return k;\n}\n", "static int load(int «k) »{\n  return k;\n}\n"],
  ["its end", "int f();\n\n}  /│«/ namespace a»\n", "int f();\n\n}  /«/ namespace a»\n"],
])("in a namespace too long to be looked at whole, %s is sound", (_, fixture, shown) => {
  const filling = "int filling(int a, int b);\n".repeat(80);
  const isHead = fixture.startsWith("static");
  const [above, below] = isHead ? ["namespace a {\n\n", `${filling}\n}\n`] : [`namespace a {\n\n${filling}`, ""];
  const result = suggestWithFilter(syntaxFilter, above + fixture + below, { language: "cpp" });
  expect(result).toBe(above + shown + below);
});

test("in a string or comment that stays open no syntax is wrong", () => {
  const fixture = 'const a = [\nsay("│«so: (it");»")\n'.replace('it");', "it");
  expect(suggestWithFilter(syntaxFilter, fixture)).toBe(fixture.replace("│", ""));
});

test("among half-written lines a suggestion does not close the block around it", () => {
  const source = (text: string) => `if (a) {\n  b(\n  let c = \n  ${text}\n} else {\n  d();\n}\nlet e = (\n`;
  expect(suggestWithFilter(syntaxFilter, source("│«f();\n  g();\n} else {\n  h();»"))).toBe(source("«f();\n  g();»"));
});

test.each([
  ["several lines that close the call above them", "run(\n  a,\n  │«b,\n  c,\n);»\nlet d = (\nlet e =\n"],
  ["a line behind a `try`", "let a = f(\nlet b =\ntry {\n  c();\n│«} catch {}»\nlet d = [\n"],
  ["a line with a comment behind it", "let a = f(\nlet b =\nrun(() => {│« // again»\n  c();\n});\nlet d = [\n"],
])("among half-written lines stands %s", (_, fixture) => {
  expect(suggestWithFilter(syntaxFilter, fixture)).toBe(fixture.replace("│", ""));
});

test.each([
  ["ends", 'def f(a):\n    """Say it.\n\n    It is │«so."""»\n    b = (\n    c =\n    return a\n'],
  ["and code behind it", 'def f(a):\n    """Say it.\n\n    It is │«so."""\n    print(a)»\n    b = (\n    c =\n'],
])("among half-written lines stands the end of a docstring: %s", (_, fixture) => {
  expect(suggestWithFilter(syntaxFilter, fixture, python)).toBe(fixture.replace("│", ""));
});

test.each([
  ["a brace", "typescript", "function f() {\n  │«for (const a of b) {\n    c(a);\n  }»\n}\n", "for (const a of b) {"],
  ["a call", "typescript", "function f() {\n  │«send(\n    a,\n  );»\n}\n", "send("],
  ["a header", "python", "def f():\n    │«for a in b:\n        c(a)»\n", "for a in b:"],
  ["a word", "ruby", "def f\n  │«items.each do |item|\n    send(item)\n  end»\nend\n", "items.each do |item|"],
  ["a condition", "lua", "function f()\n  │«if a then\n    b()\n  end»\nend\n", "if a then"],
  ["a loop", "shellscript", "f() {\n  │«for a in b; do\n    c\n  done»\n}\n", "for a in b; do"],
])(
  "a block that %s begins is shown by its first line to who wants one line at a time",
  (_, language, fixture, line) => {
    const [before = "", after = ""] = fixture.split(/│«[^»]*»/);
    expect(suggest(fixture, { language, maxLines: 1 })).toBe(`${before}«${line}»${after}`);
  },
);

test("of two lines that are wanted both are shown, also where they end in a block", () => {
  const fixture = "function f() {\n  │«if (a) {\n    b();\n  }»\n}\n";
  expect(suggest(fixture, { maxLines: 2 })).toBe("function f() {\n  «if (a) {\n    b();»\n}\n");
});

test("who wants short suggestions gets none that is wrong, or stops inside a line's string", () => {
  expect(suggest("function f() {\n  │«if (a b) {\n    c();\n  }»\n}\n", { maxLines: 1 })).toBe("syntaxError");
  expect(suggest("const a = │«`b\nc`;»\n", { maxLines: 1, shape: "block" })).toBe("syntaxError");
});
