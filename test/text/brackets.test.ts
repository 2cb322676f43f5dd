import { expect, test } from "@jest/globals";
import {
  deepestNesting,
  noBrackets,
  readBrackets,
  readBracketsByLayout,
  unclosedBrackets,
} from "../../server/text/brackets.ts";
import { type Marks, mayEnd, openingOf } from "../../server/text/inside.ts";

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
  ["what the lines below leave behind by their indentation", "a = [b(│\n\nc = [d]\n", "])"],
  ["what half-written lines below do not close", "f(() => {\n  g([│\n  h(a, {\n})\n", ")]"],
  ["what stands in front of a block that is still to be opened", "f(│\n  a();\n}\n", ")"],
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

const byLayout = (text: string, comments: ("//" | "#")[] = ["//"]) =>
  readBracketsByLayout(text, noBrackets, comments)
    .open.map(({ close }) => close)
    .join("");

test.each([
  ["a half-written call above a line that is indented like it", "  a = f(\n  b = [", "]"],
  ["a half-written call above a line that is indented less", "    f(a, b\n  g(", ")"],
  ["a half-written object above the end of its block", "f(() => {\n  g({ a\n})\nh(", ")"],
  ["a half-written template above another one", `f(() => {\n  g(\`a \${b} c\n  h(\`d\`)\n  i(`, ")})"],
  ["half of a substitution above another one", `f(() => {\n  g(\`a \${b\n  h(\`d \${e}\`)\n  i(`, ")})"],
  ["a half-written template above one that is being written", `f(() => {\n  g(\`a\n  h(\`b \${`, ")})}"],
  ["several of them, but not the block around", "m() {\n  f([{ a\n  g(\n  b = (", "})"],
])("read by layout, %s is left behind", (_, text, closers) => {
  expect(byLayout(text)).toBe(closers);
});

test.each([
  ["arguments that are indented", "f(\n  a,\n  b", ")"],
  ["a comment at the margin", "  f(\n// a\n    b", ")"],
  ["an operator that goes on", "  if (a\n  || b", ")"],
  ["a blank line", "  f(\n\n    b", ")"],
  ["a wrapped file, which is indented like its brace", "(function () {\nvar a = f(", ")})"],
  ["lines of a template", "  f(`\na\n${", ")}"],
  ["a template in a template", `f(\`<ul>\n\${a.map((b) =>\n  c\`<li>\${b}</li>\`\n`, ")})"],
  ["a template in a choice in a template", `f(\`<ul>\${a\n  ? \`b\`\n  : \`c\`\n`, ")}"],
  ["a template in a line of a template", `f(\`a\n\${b ? \`c\` : d}\n\${`, ")}"],
  ["a template behind the end of another one", "f(`a\n` + `b\n${", ")}"],
])("read by layout, %s stays in the brackets around", (_, text, closers) => {
  expect(byLayout(text)).toBe(closers);
});

test.each([
  ["Rust's", 'f("a\n( \\" (\n", [', ["//", 'long"'], "])"],
  ["Rust's", 'f(r"\\", br#"(" ("#, [', ["//", 'r#"', 'r"', 'long"'], "])"],
  ["C#'s", 'f(@"c:\\", $@"(""(", [', ["//", '@"', '"'], "])"],
  ["C++'s", 'f(R"x(( " \\)x", [', ["//", 'R"(', '"'], "])"],
] as const)("open in %s %j, past its long and raw strings, are %j", (_, text, marks, closers) => {
  const { open: openers } = readBrackets(text, noBrackets, marks);
  expect(
    openers
      .map(({ close }) => close)
      .reverse()
      .join(""),
  ).toBe(closers);
});

test.each([
  ["was left open, as the next line has strings of its own", 'a(b, "c\nd("e", "f")\ng', "", "code"],
  ["is long, as the line that ends it begins none", 'a(b, "c\nd ( e")\ng', "", "code"],
  ["was left open, as a block around it is closed below", '{\n  a("b\n}\nc() {\n', "}", "code"],
  ["was left open, as another branch begins below", '{\n  a("b\n} else {\n  c(', "})", "code"],
  ["is long where nothing ends it yet", 'a(b, "c\nd (', ")", 'long"'],
])("by layout a string %s", (_, text, closers, inside) => {
  const reading = readBracketsByLayout(text, noBrackets, rust);
  expect([reading.open.map(({ close }) => close).join(""), reading.inside]).toEqual([closers, inside]);
});

const rust = ["//", 'long"'] as const;

test.each([
  ['long"', 'say "', true],
  ['r"', "c:\\", false],
  ["`", "${a", true],
  ["=begin", "\n=end\n", true],
  ["[=[", "a ]] b", false],
  ["[=[", "a ]=] b", true],
  ["--", "a", false],
  ["--", "a\nb", true],
] as const)("what %j begins may end in %j: %j", (inside, text, ends) => {
  expect(mayEnd(inside, text)).toBe(ends);
});

test.each([
  ["ends no string", 'f("{\\"a\\', []],
  ["but an escaped backslash escapes nothing", 'f("a\\\\', [")", "}"]],
])("a quote behind a backslash that the text ends with %s", (_, before, closers) => {
  const reading = readBrackets('": {1")', readBrackets(before, noBrackets, ["//", '"']), ["//", '"']);
  expect(reading.open.map(({ close }) => close)).toEqual(closers);
});

test("each kind of string and comment is written as it begins", () => {
  expect([openingOf("raw"), openingOf('long"'), openingOf("[=["), openingOf("code")]).toEqual(["`", '"', "[=[", ""]);
});

test("a backslash at the cursor takes no sign of the line below", () => {
  const marks: Marks = ["#", "escape"];
  const state = readBrackets("f(\\", noBrackets, marks);
  expect(state.isEscaped).toBe(true);
  expect(unclosedBrackets(state, ")\n", marks)).toEqual([]);
});
