import { expect, test } from "@jest/globals";
import { scopeEnd } from "../../../server/suggestions/endings/scopeEnd.ts";
import { suggestWithEnding } from "../fixture.ts";

const python = { language: "python" };

test("a Python body ends where the next function begins", () => {
  const fixture = "def f():\n    │«return 1\ndef g():\n    return 2»";
  expect(suggestWithEnding(scopeEnd, fixture, python)).toBe("def f():\n    «return 1»");
});

test("a Python body begun behind its header ends at the header's indentation", () => {
  const fixture = "def f():│«\n    return 1\nx = f()»";
  expect(suggestWithEnding(scopeEnd, fixture, python)).toBe("def f():«\n    return 1»");
});

test("else goes on with the statement begun on the cursor's line", () => {
  const fixture = "if a:│«\n    b()\nelse:\n    c()\nd()»";
  expect(suggestWithEnding(scopeEnd, fixture, python)).toBe("if a:«\n    b()\nelse:\n    c()»");
});

test("statements side by side are one block", () => {
  const fixture = "function f() {\n  │«a();\n  b();\nc();»";
  expect(suggestWithEnding(scopeEnd, fixture)).toBe("function f() {\n  «a();\n  b();»");
});

test("the closer of a block left open stays, and what follows it is another statement", () => {
  const fixture = "function f() {│«\n  a();\n}\nf();»";
  expect(suggestWithEnding(scopeEnd, fixture)).toBe("function f() {«\n  a();\n}»");
});

test("a chain of calls goes on at the indentation of its first line", () => {
  const fixture = "  get(│«a)\n  .then(b)\n  next();»";
  expect(suggestWithEnding(scopeEnd, fixture)).toBe("  get(«a)\n  .then(b)»");
});

test("where the editor did not indent, the first line suggested says how deep the block is", () => {
  const fixture = "def f():\n│«    a()\n    b()\nc()»";
  expect(suggestWithEnding(scopeEnd, fixture, python)).toBe("def f():\n«    a()\n    b()»");
});

test("lines of a template string may stand anywhere", () => {
  const fixture = "  const a = │«`\none\n`;»";
  expect(suggestWithEnding(scopeEnd, fixture)).toBe("  const a = «`\none\n`;»");
});

test.each([
  ["a directive of C#", "csharp", "#pragma warning disable X1"],
  ["a directive of C", "c", "#ifdef DEBUG"],
  ["a label of C", "c", "out:"],
  ["a label of Go", "go", "outer:"],
])("%s stands at any column in a body", (_, language, line) => {
  const fixture = `void f()\n{\n    │«a();\n${line}\n    b();\nc();»`;
  expect(suggestWithEnding(scopeEnd, fixture, { language })).toBe(`void f()\n{\n    «a();\n${line}\n    b();»`);
});

test("a directive in front of the next function is not of this one", () => {
  const fixture = "void f()\n{\n    │«a();\n\n#ifdef DEBUG\nvoid g() {}»";
  expect(suggestWithEnding(scopeEnd, fixture, { language: "c" })).toBe("void f()\n{\n    «a();»");
});
