import { expect, test } from "@jest/globals";
import { deepestNesting, noBrackets, readBrackets, unclosedBrackets } from "../../server/text/brackets.ts";

const open = (text: string, comments: ("//" | "#")[] = ["//"]) =>
  readBrackets(text, noBrackets, comments)
    .open.map(({ close }) => close)
    .join("");

test.each([
  ["f({ a: [", ")}]"],
  ["f(')', \")\", `)`) {", "}"],
  ["f( // )\n", ")"],
  ["f( /* ) \n ) */", ")"],
  ["`${f(", "})"],
  ["`$" + "{f()} )` + (", ")"],
  ["/[(]/.test(", ")"],
  ["a / b + (c / d", ")"],
  ["'it \\' ) ' + (", ")"],
  ["'unfinished (\n(", ")"],
])("open in %j are %j", (text, closers) => {
  expect(open(text)).toBe(closers);
});

test.each([
  ['"""\n( " (\n"""\nf(', ")"],
  ["f( # )\n", ")"],
  ["a // b + (", ")"],
])("open in Python's %j are %j", (text, closers) => {
  expect(open(text, ["#"])).toBe(closers);
});

test.each([
  ["a = 'b", "'"],
  ["a = `b\n", "`"],
  ["a // b", "//"],
  ["a // b\n", "code"],
  ["a /* b\n", "/*"],
  ["`${a", "code"],
])("at the end of %j a reader is inside of %j", (text, inside) => {
  expect(readBrackets(text, noBrackets, ["//"]).inside).toBe(inside);
});

test("reading ends at a closer that closes nothing", () => {
  expect(readBrackets("f(a)) + g()", noBrackets, ["//"]).unmatched).toBe(4);
});

const unclosed = (source: string) => {
  const [above = "", below = ""] = source.split("│\n");
  return unclosedBrackets(readBrackets(above, noBrackets, ["//"]), below, ["//"])
    .map(({ close }) => close)
    .join("");
};

test.each([
  ["all of them at the end of a file", "a({│\n", ")}"],
  ["none that is closed below", "a({│\n});\n", ""],
  ["the inner ones, told by indentation", "class A {\n  m() {\n    f({│\n  }\n}\n", ")}"],
  ["the innermost of one kind on a line", "f(g(│\n  a)\n", ")"],
])("unclosed are %s", (_, source, closers) => {
  expect(unclosed(source)).toBe(closers);
});

test("of a hundred thousand open brackets the innermost are remembered", () => {
  expect(open(`${"(".repeat(100_000)}[`)).toBe(`${")".repeat(deepestNesting - 1)}]`);
});

test("reading may begin anywhere, and go on behind a closer that closes nothing", () => {
  const text = "f(a)) + g(";
  const { unmatched } = readBrackets(text, noBrackets, ["//"]);
  expect(readBrackets(text, noBrackets, ["//"], (unmatched ?? 0) + 1).open).toHaveLength(1);
});
