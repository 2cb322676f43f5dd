import { expect, test } from "@jest/globals";
import { offersOf, targetOf, titlesOf } from "./offered.ts";

const problems = ["Cannot find name 'pric'.", "Type 'string' is not assignable\nto type 'number'."];

test("every problem that the editor names can be fixed, whoever reported it", () => {
  expect(titlesOf("fix", "let total: number = │pric;", { problems })).toEqual([
    "Fix: Cannot find name 'pric'.",
    "Fix: Type 'string' is not assignable to type 'number'.",
  ]);
  expect(titlesOf("fix", "let total = │price;")).toEqual([]);
});

test("a problem in a function is fixed by writing the function again", () => {
  const [offer] = offersOf("fix", "let a = 1;\nfunction f() {\n  return │pric;\n}\nlet b = 2;", { problems });
  expect(targetOf(offer)).toBe("function f() {\n  return pric;\n}");
});

test("a problem outside of functions is fixed in its statement", () => {
  const [offer] = offersOf("fix", "import { a } from './a';\nconst total = {\n  sum: │pric,\n};\nlet b;", { problems });
  expect(targetOf(offer)).toBe("const total = {\n  sum: pric,\n};");
});

test("a function of thousands of lines is not written again for one of them", () => {
  const lines = Array.from({ length: 3000 }, (_, i) => `  const value${i} = ${i};`).join("\n");
  const [offer] = offersOf("fix", `function f() {\n${lines}\n  return │pric;\n}`, { problems });
  expect(targetOf(offer)).toBe("return pric;");
});

test("a problem in a language without a grammar is fixed in its line", () => {
  const [offer] = offersOf("fix", "fn main() {\n    let a = │pric;\n}\n", { path: "main.zig", problems });
  expect(targetOf(offer)).toBe("let a = pric;");
});

test("several problems of a function can be fixed together", () => {
  const text = "def f():\n    │a = x\n    b = y│\n";
  expect(titlesOf("fix-all", text, { path: "a.py", problems })).toEqual(["Fix all 2 problems in f"]);
  expect(titlesOf("fix-all", text, { path: "a.py", problems: problems.slice(1) })).toEqual([]);
  expect(titlesOf("fix-all", "│a = x\nb = y│", { path: "a.py", problems })).toEqual([]);
});

test("the error itself can be explained", () => {
  expect(titlesOf("explain-error", "let a = │pric;", { problems })[0]).toBe(
    "Explain the error: Cannot find name 'pric'.",
  );
});
