import { expect, test } from "@jest/globals";
import { unreachable } from "../../../server/suggestions/filters/unreachable.ts";
import { suggestWithFilter } from "../fixture.ts";

function typescript(fixture: string): string {
  return suggestWithFilter(unreachable, fixture);
}

function python(fixture: string): string {
  return suggestWithFilter(unreachable, fixture, { language: "python" });
}

test.each([
  ["return", "def f(a):\n    return a\n    │«print(a)»\n"],
  ["raise", "def f(a):\n    raise E\n    │«print(a)»\n"],
  ["continue", "for a in b:\n    continue\n    │«print(a)»\n"],
  ["a return of several lines", "def f(a):\n    return g(\n        a,\n    )\n    │«print(a)»\n"],
])("Python: nothing is suggested behind %s", (_, fixture) => {
  expect(python(fixture)).toBe("unreachable");
});

test.each([
  ["return", "function f(a) {\n  return a;\n  │«g(a);»\n}\n"],
  ["throw", "function f(a) {\n  throw a;\n  │«g(a);»\n}\n"],
  ["break", "for (;;) {\n  break;\n  │«g(a);»\n}\n"],
  ["continue to a label", "for (;;) {\n  continue outer;\n  │«g(a);»\n}\n"],
  ["return, with CRLF", "function f(a) {\r\n  return a;\r\n  │«g(a);»\r\n}\r\n"],
])("TypeScript: nothing is suggested behind %s", (_, fixture) => {
  expect(typescript(fixture)).toBe("unreachable");
});

test("a statement that leaves the block is not suggested above others of it", () => {
  expect(python("def f(item):\n    item.go()\n    │«return None»\n    return item\n")).toBe("unreachable");
  expect(typescript("for (;;) {\n  │«continue;»\n  g();\n}\n")).toBe("unreachable");
});

test("a last line that leaves the block is cut there", () => {
  const fixture = "def f(item):\n    │«item.go()\n    return None»\n    return item\n";
  expect(python(fixture)).toBe("def f(item):\n    «item.go()»\n    return item\n");
  const crlf = "def f(item):\r\n    │«item.go()\n    return None»\r\n    return item\r\n";
  expect(python(crlf)).toBe("def f(item):\r\n    «item.go()»\r\n    return item\r\n");
});

test("what would come behind it is cut", () => {
  expect(typescript("function f(a) {\n  │«return a;\n  g(a);»\n}\n")).toBe("function f(a) {\n  «return a;»\n}\n");
});

test.each([
  ["at the end of the block", "function f(a) {\n  │«return a;»\n}\n"],
  ["in a branch", "function f(a) {\n  │«if (a) {\n    return 1;\n  }»\n  return 2;\n}\n"],
  ["in a case", "switch (a) {\n  case 1:\n    │«return 1;»\n  case 2:\n    return 2;\n}\n"],
  ["behind a condition", "function f(a) {\n  │«if (a) return 1;»\n  return 2;\n}\n"],
  ["on a line that the user has begun", "function f(a) {\n  return │«a;»\n  g(a);\n}\n"],
  ["as a key of an object", "const a = {\n  │«return: 1,»\n  throw: 2,\n};\n"],
  ["above a function that is hoisted", "function f() {\n  return g();\n\n  │«function g() {}»\n}\n"],
])("TypeScript: a statement may leave the block %s", (_, fixture) => {
  expect(typescript(fixture)).toBe(fixture.replace("│", ""));
});

test.each([
  ["the next function", "def f(a):\n    return a\n\n│«def g(b):\n    return b»\n"],
  ["the other branch", "if a:\n    return 1\n│«else:\n    return 2»\n"],
  ["an arm of its own", "def f(a):\n    │«if a:\n        return 1\n    return 2»\n"],
])("Python: behind a return may come %s", (_, fixture) => {
  expect(python(fixture)).toBe(fixture.replace("│", ""));
});
