import { expect, test } from "@jest/globals";
import { syntax } from "../../../server/suggestions/filters/syntax.ts";
import { suggestWithFilter } from "../fixture.ts";

const python = { language: "python" };

test.each([
  ["a complete line", "const a = │«f(b);»\n", "const a = «f(b);»\n"],
  ["a line that closes what was open", "const a = f(│«b);»\n", "const a = f(«b);»\n"],
  ["half a line", "const a = │«f(b»\n", "syntaxError"],
  ["a keyword too many", "const a = │«return b;»\n", "syntaxError"],
  ["a tail doubled", "const a = f(│«b));»)\n", "syntaxError"],
])("%s", (_, fixture, shown) => {
  expect(suggestWithFilter(syntax, fixture)).toBe(shown);
});

test("trailing lines are dropped until the rest parses", () => {
  const fixture = "function f() {\n  │«a();\n  b();\n  if (c) {\n    d(»\n}\n";
  expect(suggestWithFilter(syntax, fixture)).toBe("function f() {\n  «a();\n  b();»\n}\n");
});

test("a Python suggestion is cut in the same way", () => {
  const fixture = "def f():\n    │«a = 1\n    if a:\n        return (»\n\ndef g():\n    pass\n";
  expect(suggestWithFilter(syntax, fixture, python)).toBe("def f():\n    «a = 1»\n\ndef g():\n    pass\n");
});

test("an error elsewhere does not silence a good suggestion", () => {
  const fixture = "const = ;\nconst a = │«f(b);»\n";
  expect(suggestWithFilter(syntax, fixture)).toBe("const = ;\nconst a = «f(b);»\n");
});

test("nor does it excuse a bad one", () => {
  expect(suggestWithFilter(syntax, "const = ;\nconst a = │«f(b»\n")).toBe("syntaxError");
});

test("inside a block that is not closed yet statements are welcome", () => {
  const fixture = "function f(a) {\n  │«return a;»\n\nfunction g() {}\n";
  expect(suggestWithFilter(syntax, fixture)).toBe("function f(a) {\n  «return a;»\n\nfunction g() {}\n");
});

test("in a large file only the surroundings are parsed, within the outline of what encloses them", () => {
  const methods = Array.from({ length: 500 }, (_, i) => `  method${i}(a: number) {\n    return a + ${i};\n  }\n`).join(
    "",
  );
  const source = (line: string) => `class A {\n${methods}  last(a: number) {\n    ${line}\n  }\n${methods}}\n`;
  expect(suggestWithFilter(syntax, source("return │«a;»"))).toBe(source("return «a;»"));
  expect(suggestWithFilter(syntax, source("return │«a; }»"))).toBe("syntaxError");
});

test("a docstring is not left open", () => {
  const fixture = 'def f():\n    │«"""Text.\n\n    More.»\n\n\ndef g():\n    """Text."""\n';
  expect(suggestWithFilter(syntax, fixture, python)).toBe("syntaxError");
});

test("where the code around is broken, nothing may be left open all the same", () => {
  const fixture = "const = {;\n│«run(() => {\n  a();»\nb();\n";
  expect(suggestWithFilter(syntax, fixture)).toBe("syntaxError");
});

test("a bracket that the file closes may be opened", () => {
  expect(suggestWithFilter(syntax, "if │«(a) {»\n  b();\n}\n")).toBe("if «(a) {»\n  b();\n}\n");
});

test.each([
  ["a = │«f(b)»\n", "a = «f(b)»\n"],
  ["a = │«f(b»\n", "syntaxError"],
])("without a grammar only brackets tell: %s", (fixture, shown) => {
  expect(suggestWithFilter(syntax, fixture, { language: "ruby" })).toBe(shown);
});

test("beside a line without end only brackets are looked at", () => {
  const fixture = `const data = "${"x".repeat(20_000)}"; const a = │«return b;»\n`;
  expect(suggestWithFilter(syntax, fixture)).toBe(fixture.replace("│", ""));
});
