import { expect, test } from "@jest/globals";
import { excerpt } from "../../server/text/excerpt.ts";

test("a short text is its own excerpt", () => {
  expect(excerpt("a", "b", 10)).toEqual({ before: "a", after: "b" });
});

test("an excerpt keeps the headers of what encloses the place, and what closes them", () => {
  const filler = (indent: string) => `${indent}x();\n`.repeat(10);
  const before = `${filler("")}class A {\n  m(\n    a: number,\n  ) {\n${filler("    ")}    here(`;
  const after = `);\n${filler("    ")}  }\n  n() {\n${filler("    ")}  }\n}\n${filler("")}`;
  const cut = excerpt(before, after, 30);
  expect(cut.before).toBe("class A {\n  m(\n    a: number,\n  ) {\n    x();\n    x();\n    here(");
  expect(cut.after).toBe(");\n    x();\n    x();\n    x();\n  }\n}\n");
});

test("an excerpt does not begin in a docstring if it can begin with a declaration", () => {
  const before = `class A:\n    """\n${"    text\n".repeat(5)}    """\n\n    def f(self):\n        here(`;
  expect(excerpt(before, ")\n", 60).before).toBe("class A:\n    def f(self):\n        here(");
});

test("an excerpt does not end between a decorator and what it decorates", () => {
  const after = `)\n\n    @property\n    def g(self):\n        pass\n${"        x()\n".repeat(10)}`;
  expect(excerpt("", after, 60).after).toBe(")\n\n");
});

test("a header that goes on with an earlier one brings it along", () => {
  const before = `if a:\n    b()\nelse:\n${"    c()\n".repeat(10)}    here(`;
  expect(excerpt(before, ")\n", 20).before).toBe("if a:\n    b()\nelse:\n    c()\n    here(");
});
