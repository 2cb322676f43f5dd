import { expect, test } from "@jest/globals";
import { python } from "../../grammars/python/language.ts";
import { tsx, typescript } from "../../grammars/typescript/language.ts";
import { maxParsedLength, parse, syntaxErrors, type Tree } from "../../server/languages/parse.ts";

test("a cast is TypeScript, an element is TSX", () => {
  const text = "const a = <T>b;";
  expect(parse(typescript, text)?.rootNode.hasError).toBe(false);
  expect(parse(tsx, text)?.rootNode.hasError).toBe(true);
});

test("offsets are UTF-16 offsets", () => {
  const text = 'const é = "😀", b = 1';
  const name = parse(typescript, text)?.rootNode.descendantsOfType("identifier")[1];
  expect(name?.startIndex).toBe(text.indexOf("b"));
});

test("a text longer than 32,767 characters is parsed whole", () => {
  const text = "let a;\n".repeat(10_000);
  expect(parse(typescript, text)?.rootNode.endIndex).toBe(text.length);
});

test("a text that is too long has no tree", () => {
  expect(parse(typescript, " ".repeat(maxParsedLength + 1))).toBeUndefined();
});

test("whatever became of a hopeless text, the next is parsed from its beginning", () => {
  parse(typescript, "<([{`${".repeat(maxParsedLength / 7));
  expect(parse(typescript, "let abc")?.rootNode.endIndex).toBe(7);
});

test.each([
  ["let a = 1;", 0],
  ["let a = ;", 1],
  ["f(1", 1],
  ["function f() {", 1],
])("%s has %i syntax errors", (text, errors) => {
  expect(syntaxErrors(parse(typescript, text) as Tree, 0, text.length)).toBe(errors);
});

test("syntax errors elsewhere do not count", () => {
  const text = "x = (\n\n\n\ndef f():\n  return 1\n\ny = ]\n";
  const tree = parse(python, text) as Tree;
  expect(syntaxErrors(tree, 0, text.length)).toBeGreaterThan(0);
  const clean = "def f():\n  return 1\n\ny = ]\n";
  expect(syntaxErrors(parse(python, clean) as Tree, 0, 18)).toBe(0);
});
