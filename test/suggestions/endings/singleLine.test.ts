import { expect, test } from "@jest/globals";
import { singleLine } from "../../../server/suggestions/endings/singleLine.ts";
import { suggestWithEnding } from "../fixture.ts";

const line = { shape: "line" } as const;

test("only the rest of the line is suggested", () => {
  expect(suggestWithEnding(singleLine, "const a = │«1;\nconst b = 2;»", line)).toBe("const a = «1;»");
});

test("nothing is suggested behind a line that the model found complete", () => {
  expect(suggestWithEnding(singleLine, "f()│«\ng()»", line)).toBe("lineComplete");
});

test("a line that opens a block goes on until the block is closed", () => {
  const fixture = "if (│«a) {\n  b();\n}\nc();»";
  expect(suggestWithEnding(singleLine, fixture, line)).toBe("if («a) {\n  b();\n}»");
});

test("a line that opens a block which the file closes does not", () => {
  const fixture = "if (│«a) {\n  x();»\n  b();\n}\n";
  expect(suggestWithEnding(singleLine, fixture, line)).toBe("if («a) {»\n  b();\n}\n");
});

test("a Python header without a body goes on", () => {
  const fixture = "for │«a in b:\n    c(a)»\n\nd()\n";
  const shown = "for «a in b:\n    c(a)»\n\nd()\n";
  expect(suggestWithEnding(singleLine, fixture, { ...line, language: "python" })).toBe(shown);
});

test("a Python header with a body does not", () => {
  const fixture = "for │«a in b:\n    d(a)»\n    c(a)\n";
  expect(suggestWithEnding(singleLine, fixture, { ...line, language: "python" })).toBe("for «a in b:»\n    c(a)\n");
});

test("right between a pair of brackets the lines between them are suggested", () => {
  const fixture = "const a = [│«\n  1,\n  2,\n];\nb();»]\n";
  expect(suggestWithEnding(singleLine, fixture, line)).toBe("const a = [«\n  1,\n  2,\n];»]\n");
});

test("a block behind an arrow is suggested whole, before the closers of the call", () => {
  const fixture = "xs.map((x) => │«{\n  return x;\n});\nb();»);\n";
  expect(suggestWithEnding(singleLine, fixture, line)).toBe("xs.map((x) => «{\n  return x;\n});»);\n");
});
