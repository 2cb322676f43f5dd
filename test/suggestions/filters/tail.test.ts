import { expect, test } from "@jest/globals";
import { tail } from "../../../server/suggestions/filters/tail.ts";
import { suggestWithFilter } from "../fixture.ts";

test.each([
  ["a closer the editor has put there is not doubled", "f(│«a, b)»)", "f(«a, b»)"],
  ["nor is a closer with a semicolon", "f(│«a, b);»);", "f(«a, b»);"],
  ["nor a quote", 'f("│«a"»")', 'f("«a»")'],
  ["nor an opener", "f(│«() => {»=> {", "f(«() »=> {"],
  ["nor a comma", "f(a│«=a,»,", "f(a«=a»,"],
  ["nor a word", "const │«a = load()»load()", "const «a = »load()"],
  ["a suggestion that closes more takes the tail's place", "f(│«a, b);»)", "f(«a, b);»"],
  ["also where words stand between", "f(│«a: number): void {»): void", "f(«a: number): void {»"],
  ["also in a string", 'f("│«a");»")', 'f("«a");»'],
  ["only what both have is left out where the rest differs", "if (f(│«a)»)) {", "if (f(«a»)) {"],
  ["brackets of the suggestion's own stay", "f(│«g(a)»)", "f(«g(a)»)"],
  ["an insertion before words stays one", "f(│«a, »b)", "f(«a, »b)"],
  ["an insertion before words is one line", "f(│«a, \nc»b)", "f(«a, »b)"],
  ["an empty block between braces is filled and closed once", "f() {│«\n  a();\n}»}", "f() {«\n  a();\n»}"],
  ["also if the model left the brace to the file", "f() {│«\n  a();\n»}", "f() {«\n  a();\n»}"],
  ["blanks right of the cursor are no tail", "a = │«b;» ", "a = «b;» "],
  ["what only repeats the tail is nothing", "f(a│«)»)", "repeatsTail"],
  ["what begins a new line before the tail is nothing", "f(│«\na»b)", "lineComplete"],
])("%s", (_, fixture, shown) => {
  expect(suggestWithFilter(tail, fixture)).toBe(shown);
});
