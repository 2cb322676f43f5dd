import { expect, test } from "@jest/globals";
import type { Language } from "../../grammars/language.ts";
import { python } from "../../grammars/python/language.ts";
import { tsx, typescript } from "../../grammars/typescript/language.ts";
import { scan } from "../../server/languages/scan.ts";

test.each([
  ["keywords are no names", "if (ready) return null;", "ready"],
  ["behind a dot a keyword is a name", "promise.catch(list.delete)", "promise catch list delete"],
  ["behind a spread a keyword is none", "[...this.list]", "list"],
  ["comments hold no names", "a; // b\n/* c */ d", "a d"],
  ["strings hold no names", `f("a", 'b\\'c', x)`, "f x"],
  ["a string ends at the end of its line", `a = "b\nc`, "a c"],
  ["a template's code is read", "`a \u0024{b + `c \u0024{d}`} e` + f", "b d f"],
  ["a brace inside a template's code does not end it", "`\u0024{ { a: { b } } } c` + d", "a b d"],
  ["a regular expression holds no names", "a = /b['\"]c/gi.test(d)", "a test d"],
  ["a division is no regular expression", "a = b / c / d", "a b c d"],
  ["private names keep their mark", "this.#count++", "#count"],
  ["names may be in any script", "const größe = 東京 + π", "größe 東京 π"],
  ["numbers are no names", "0x1f + 1e5 + 10n + x2", "x2"],
  ["a contextual keyword is a name where no word follows", "type A = typeof type; of(from)", "A type of from"],
  ["a type's own name is no name", "let s: string", "s"],
  ["a keyword may be a property's name", "{ class: a, delete: b ? true : c }", "class a delete b c"],
  ["async is no name before parameters", "const f = async (a) => a", "f a a"],
])("TypeScript: %s", (_, text, names) => {
  expect(namesIn(text, typescript)).toBe(names);
});

test("an apostrophe in the text of JSX begins no string", () => {
  expect(namesIn("<p>don't {count} can't</p>", tsx)).toContain("count");
});

test("a keyword may be an attribute's name", () => {
  expect(namesIn("<p class={a}/>", tsx)).toBe("p class a");
});

test.each([
  ["keywords are no names", "for i in range(n): pass", "i range n"],
  ["comments hold no names", "a # b\nc", "a c"],
  ["strings hold no names", `f("a", 'b', r'c', x)`, "f x"],
  ["docstrings hold no names", 'def f():\n    """a "b" c"""\n    return d', "f d"],
  ["the code in an f-string is read", 'f"{a} b {c!r:>{d}} {{e}}" + g', "a c d g"],
  ["a prefix is no name", `rb"a" + u'b' + f`, "f"],
  ["match is a name where no word follows", "m = re.match(x)\nmatch y:", "m re match x y"],
])("Python: %s", (_, text, names) => {
  expect(namesIn(text, python)).toBe(names);
});

test.each(["a=/[", "a=/", "'", "`$\u007b", "{", "as ", "/*"])("a million characters of %s are read", (piece) => {
  expect(() => namesIn(piece.repeat(1_000_000 / piece.length), typescript)).not.toThrow();
});

test("f-strings in f-strings are survived", () => {
  expect(() => namesIn('f"{'.repeat(200_000), python)).not.toThrow();
});

test("a string that never ends costs no more than the text is long", () => {
  expect(namesIn(`${"`".repeat(100_000)}a`, typescript)).toBe("a");
  expect(namesIn(`"""${"x ".repeat(100_000)}`, python)).toBe("");
});

function namesIn(text: string, language: Language): string {
  const names: string[] = [];
  scan(text, language, (start, end) => names.push(text.slice(start, end)));
  return names.join(" ");
}
