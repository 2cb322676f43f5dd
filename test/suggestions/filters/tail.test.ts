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
  ["a name that has its arguments gets no others", "const a = area│«(2 * b);»(b);", "repeatsTail"],
  ["nor does it where its name is not written to its end", "load│«User(id);»(key);", "load«User»(key);"],
  ["a member that has its arguments gets no others", "store.│«fetch(id);»(key);", "store.«fetch»(key);"],
  ["nor one that has an index", "items│«ById[key]»[0]", "items«ById»[0]"],
  ["nor one that has its types", "new Map│«<string, User>();»<K, V>()", "repeatsTail"],
  [
    "an argument that is being typed ends before the next one",
    "load(user│«Id, options);», cache)",
    "load(user«Id», cache)",
  ],
  ["commas inside of brackets are no next argument", "load(user│«Of(a, b), c);», d)", "load(user«Of(a, b)», d)"],
  ["what is awaited is not awaited again", "const a = │«await load(b);» await c;", "repeatsTail"],
  [
    "a keyword that stands there already is not doubled",
    "export │«default async» async () => {}",
    "export «default » async () => {}",
  ],
  ["the rest of such a name is inserted", "const a = ar│«ea»(b);", "const a = ar«ea»(b);"],
  ["what only repeats the tail is nothing", "f(a│«)»)", "repeatsTail"],
  ["what begins a new line before the tail is nothing", "f(│«\na»b)", "lineComplete"],
  ["an expected value stays", "assert area(│«5, 3) == 15») == 5", "assert area(«5, 3») == 5"],
  [
    "arguments that another name contains stay",
    'log(│«"failed", error.message);», e);',
    'log(«"failed", error.message», e);',
  ],
  ["a word is no part of a longer one", "price │«* quantity»qty", "price «* quantity»qty"],
  ["a tail of words that is repeated whole is replaced", "f(│«a) == 5, 'm'») == 5", "f(«a) == 5, 'm'»"],
  [
    "what closes the tail's bracket and says something else ends there",
    "add(1, │«other);») * 2",
    "add(1, «other») * 2",
  ],
  ["a tail that goes on behind an arrow is not doubled", "it('a'│«, async () => {»() => {", "it('a'«, async »() => {"],
  ["a closer that no bracket of the line waits for is not doubled", "x = await a.│«b()»)", "x = await a.«b(»)"],
  ["several lines before a closer stay whole", "f((a) => │«{\n  b();\n}»);", "f((a) => «{\n  b();\n}»);"],
])("%s", (_, fixture, shown) => {
  expect(suggestWithFilter(tail, fixture)).toBe(shown);
});
