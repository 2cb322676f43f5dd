import { expect, test } from "@jest/globals";
import { syntaxFilter } from "../../../server/suggestions/filters/syntax.ts";
import { suggestWithFilter } from "../fixture.ts";

const loop = "for (int i = 0; i < n; ++│«i)»\n";

test.each([
  ["csharp", "an attribute", "class Sums {\n    void A() { }\n\n    [│«Fact]»\n}\n"],
  ["csharp", "a loop", `class Sums {\n    void A(int n) {\n        ${loop}    }\n}\n`],
  ["csharp", "a method", "class Sums {\n    public int Of(int[] all, │«int n)»\n\n    void B() { }\n}\n"],
  ["csharp", "a constructor that calls another", "class Sums {\n    public Sums(int n) : │«this(n, 0)»\n}\n"],
  ["csharp", "a class", "namespace Shop {\n    public class Sums : │«Base»\n}\n"],
  ["csharp", "a try", "class Sums {\n    void A() {\n        t│«ry»\n    }\n}\n"],
  ["java", "an annotation", 'class Sums {\n  void a() {}\n\n  @SuppressWarnings(│«"unchecked")»\n}\n'],
  ["java", "a loop", `class Sums {\n  void a(int n) {\n    ${loop}  }\n}\n`],
  ["java", "a method", "class Sums {\n  int of(int[] all, │«int n)»\n}\n"],
  ["cpp", "a constructor", "class File {\n  File(Env* env, │«int n)»\n  int n_;\n};\n"],
  ["cpp", "a function", "namespace shop {\nint sum(int a, │«int b)»\n}\n"],
  ["cpp", "a condition", "void a(int n) {\n  if (n │«> 1)»\n}\n"],
  ["cpp", "a method that changes nothing", "class File {\n  int size(int n) │«const»\n};\n"],
  ["c", "a function", "int sum(int a, │«int b)»\n\nint other(void) { return 1; }\n"],
  ["php", "an attribute", "<?php\nclass Sums\n{\n    #[│«Test]»\n}\n"],
  ["rust", "an attribute", "mod tests {\n    #[│«test]»\n}\n"],
  ["rust", "a derived trait", "#[derive(│«Debug)]»\n"],
  ["kotlin", "an annotation", "class Sums {\n    @│«Test»\n}\n"],
  ["typescript", "a decorator", "@│«Injectable()»\n"],
  ["typescript", "a decorator of a method", "class Sums {\n  @│«Input()»\n}\n"],
  ["python", "a decorator", "from functools import cache\n\n\n@│«cache»\n"],
  ["python", "a decorator of a method", "class Sums:\n    def a(self):\n        pass\n\n    @│«property»\n"],
])("%s: %s that nothing stands below yet is shown", (language, _, fixture) => {
  expect(suggestWithFilter(syntaxFilter, fixture, { language })).toBe(fixture.replace("│", ""));
});

test.each([
  ["cpp", "a call that lacks its semicolon", "void a(int n) {\n  run(│«n)»\n}\n"],
  ["csharp", "a value that lacks its semicolon", "class X {\n    int A(int n) {\n        return B(│«n)»\n    }\n}\n"],
  ["java", "a call that lacks its semicolon", "class X {\n  void a(int n) {\n    run(│«n)»\n  }\n}\n"],
  ["python", "a decorator with a word too many", "@│«property of»\n"],
  ["typescript", "a condition that is not closed", "function a(n) {\n  if (n │«> 1»\n}\n"],
])("%s: %s is not shown", (language, _, fixture) => {
  expect(suggestWithFilter(syntaxFilter, fixture, { language })).toBe("syntaxError");
});

test("a head at the end of several lines is left out, as nobody has begun it", () => {
  const fixture = "class X {\n    void A(int n) {\n        │«Run(n);\n        if (n > 1)»\n    }\n}\n";
  const shown = "class X {\n    void A(int n) {\n        «Run(n);»\n    }\n}\n";
  expect(suggestWithFilter(syntaxFilter, fixture, { language: "csharp" })).toBe(shown);
});

test("a line that nobody writes by hand is not looked at", () => {
  const line = `int sum(${"int a, ".repeat(60)}`;
  const fixture = `namespace shop {\n${line}│«int b)»\n}\n`;
  expect(suggestWithFilter(syntaxFilter, fixture, { language: "cpp" })).toBe("syntaxError");
});
