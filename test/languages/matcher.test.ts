import { expect, test } from "@jest/globals";
import { ruby } from "../../grammars/ruby/language.ts";
import { Matcher } from "../../server/languages/extract/matcher.ts";
import { NodeTypes } from "../../server/languages/extract/nodeTypes.ts";
import { patternsOf } from "../../server/languages/extract/patterns.ts";
import { parse } from "../../server/languages/parse.ts";

/** The texts that each pattern captures of the first statement, one way after the other. */
function captured(code: string, query: string): string[][] {
  const cursor = parse(ruby, code)?.walk();
  if (!cursor?.gotoFirstChild()) throw new Error("no statement");
  const before = cursor.startIndex;
  const wanted = patternsOf(query).map(({ forms, predicates }) => ({ form: forms[0] as never, predicates }));
  const found = new Matcher(wanted, new NodeTypes()).match(cursor, code);
  expect([cursor.nodeType, cursor.startIndex]).toEqual(["call", before]);
  return wanted.map((_, i) =>
    (found?.[i] ?? []).map((ways) =>
      ways.map(([name, node]) => `${name} ${code.slice(node.startIndex, node.endIndex)}`).join(", "),
    ),
  );
}

const [anyCall, lists, alone, bare] = [
  "(call method: (identifier) @name)",
  '((call method: (identifier) @_is arguments: (argument_list (simple_symbol) @name)) (#eq? @_is "attr"))',
  "(call arguments: (argument_list . (simple_symbol) @only .))",
  "(call !receiver method: (identifier) @own block: (_)? @block)",
];

test.each([
  ["each pattern that begins with a call has its own answer", "attr :a", ["name attr", "_is attr, name :a", "only :a"]],
  [
    "a list matches once for each of its members",
    "attr :a, :b",
    ["name attr", "_is attr, name :a; _is attr, name :b", ""],
  ],
  ["what is called otherwise is no list", "has :a", ["name has", "", "only :a"]],
])("%s", (_, code, expected) => {
  expect(captured(code, [anyCall, lists, alone].join("\n")).map((ways) => ways.join("; "))).toEqual(expected);
});

test.each([
  ["a field that may not be there breaks a pattern", "x.run", ""],
  ["what may be missing may be missing", "run(1)", "own run"],
  ["what may be missing is captured where it is", "run(1) { 2 }", "own run, block { 2 }"],
])("%s", (_, code, expected) => {
  expect(captured(code, bare as string)[0]?.join("; ")).toBe(expected);
});

test("a matcher that found something forgets it before the next node", () => {
  const wanted = patternsOf(lists as string).map(({ forms, predicates }) => ({ form: forms[0] as never, predicates }));
  const matcher = new Matcher(wanted, new NodeTypes());
  const counts = ["attr :a, :b", "attr 1", "attr :c"].map((code) => {
    const cursor = parse(ruby, code)?.walk();
    cursor?.gotoFirstChild();
    return cursor && (matcher.match(cursor, code)?.[0]?.length ?? 0);
  });
  expect(counts).toEqual([2, 0, 1]);
});
