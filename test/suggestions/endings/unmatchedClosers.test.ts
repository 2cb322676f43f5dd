import { expect, test } from "@jest/globals";
import { unmatchedClosers } from "../../../server/suggestions/endings/unmatchedClosers.ts";
import { suggestWithEnding } from "../fixture.ts";

test.each([
  [
    "the brace of the enclosing function",
    "function f() {\n  │«return 1;\n}\n»\n}\n",
    "function f() {\n  «return 1;»\n}\n",
  ],
  ["a parenthesis nobody opened", "a = │«b);»", "a = «b»"],
  ["nothing but a closer", "a = b;│«)»", "unmatchedCloser"],
])("a suggestion ends before %s", (_, fixture, shown) => {
  expect(suggestWithEnding(unmatchedClosers, fixture)).toBe(shown);
});

test.each([
  ["its own brackets", "a = │«f({ b: [1] });»", "a = «f({ b: [1] });»"],
  ["what is open on the line", "f(g(│«a), b);»", "f(g(«a), b);»"],
  ["what is closed right of the cursor, to take its place", "f(│«a);»)", "f(«a);»)"],
  [
    "what is closed right of the cursor, where another bracket is opened and closed below",
    "expect(a│«.b(c)).toEqual(»(c)).toEqual(\n  d,\n);\n",
    "expect(a«.b(c)).toEqual(»(c)).toEqual(\n  d,\n);\n",
  ],
  [
    "a block left open although closers of outer blocks follow",
    "class A {\n  m() {\n    run({│«\n      a,\n    });»\n  }\n}\n",
    "class A {\n  m() {\n    run({«\n      a,\n    });»\n  }\n}\n",
  ],
])("a suggestion may close %s", (_, fixture, shown) => {
  expect(suggestWithEnding(unmatchedClosers, fixture)).toBe(shown);
});

test("brackets in strings, templates, comments and regular expressions do not count", () => {
  const generated = "')' + `)$" + '{f(")")})` + /[)]\\)/.source; // )';
  expect(suggestWithEnding(unmatchedClosers, `a = │«${generated}»`)).toBe(`a = «${generated}»`);
});

test("a string begun left of the cursor is a string until it ends", () => {
  expect(suggestWithEnding(unmatchedClosers, "say('│«:) ') + f)»")).toBe("say('«:) ') + f»");
});

test.each([
  ["if (a) {\n  b();\n│«} else {»\n  c();\n}\n"],
  ["try {\n  a();\n│«} catch (error) {»\n  b();\n}\n"],
  ["const a = [\n  {\n    b,\n  │«}, {»\n    c,\n  },\n];\n"],
])("a line that closes a block and begins the next stands whole: %j", (fixture) => {
  expect(suggestWithEnding(unmatchedClosers, fixture)).toBe(fixture.replace("│", ""));
});

test("and is the last one", () => {
  const fixture = "if (a) {\n  b();\n│«} else {\n  d();\n}»\n  c();\n}\n";
  expect(suggestWithEnding(unmatchedClosers, fixture)).toBe("if (a) {\n  b();\n«} else {»\n  c();\n}\n");
});
