import { expect, test } from "@jest/globals";
import { matchAt } from "../../../server/context/memory/match.ts";
import { tokensLeftOf } from "../../../server/context/memory/tokens.ts";

/** How `text` goes as `before` does, where its first `anchor` is the last one of `before`. */
function match(text: string, before: string, anchor: string) {
  const left = tokensLeftOf(before);
  const found = matchAt(text, text.indexOf(anchor), left, left.tokens.indexOf(anchor));
  return found && { rest: text.slice(found.at), exact: found.exact, matched: found.matched, names: [...found.names] };
}

test("tokens are counted from the cursor to the first that is another", () => {
  expect(match("b = f(x, y)", "a = f(x, ", "f")).toMatchObject({ exact: 5, rest: "y)" });
});

test("other blanks are the same tokens", () => {
  expect(match("f( x ,y)", "f(x, ", "f")).toMatchObject({ exact: 4, rest: "y)" });
});

test("a line end is a token", () => {
  expect(match("f(x)\n  next()", "f(x) ", "f")?.rest).toBe("\n  next()");
  expect(match("f(x) y", "f(x)\n  ", "f")).toBeUndefined();
});

test("indentation and empty lines do not count", () => {
  expect(match("f(x)\n\n      next()", "f(x)\n  ", "f")?.rest).toBe("next()");
});

test("names may differ if they do throughout", () => {
  expect(match("let a = g(a, c)", "let b = g(b, ", "g")).toMatchObject({ matched: 7, names: [["a", "b"]] });
  expect(match("let a = g(a, c)", "let b = g(d, ", "g")?.matched).toBe(5);
});

test("keywords and numbers are no names", () => {
  expect(match("return g(x, c)", "await g(x, ", "g")).toMatchObject({ matched: 4, names: [] });
  expect(match("let n = g(1, c)", "let n = g(x, ", "g")).toBeUndefined();
});

test("what is half typed is not among the tokens", () => {
  expect(tokensLeftOf("foo(ba")).toEqual({ tokens: ["(", "foo"], gap: "", typed: "ba" });
});
