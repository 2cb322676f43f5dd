import { expect, test } from "@jest/globals";
import { offered, withOffered } from "./offered.ts";

const lines = (...all: string[]) => `${all.join("\n")}\n`;
const called = lines(
  "expect(get(a)).toBe(1);",
  "run();",
  "expect(get(b)).toBe(1);",
  "run();",
  "expect(get(c)).toBe(1);",
);
const first = called.replace(".toBe(1)", ".toEqual(1)");
const second = first.replace(".toBe(1)", ".toEqual(1)");

test("what was replaced twice between the same words is offered at the next place", async () => {
  const files = { "a.test.ts": called, "b.test.ts": "expect(get(d)).toBe(1);\n" };
  expect(await withOffered(files, { "a.test.ts": first }, { "a.test.ts": second })).toEqual({
    "a.test.ts": second.replace(".toBe(1)", ".toEqual(1)"),
  });
});

test("once it was replaced in two files it is offered in others", async () => {
  const files = { "a.test.ts": called, "b.test.ts": called, "c.test.ts": called, "c.ts": called };
  const now = await withOffered(files, { "a.test.ts": first }, { "b.test.ts": first });
  expect(Object.keys(now)).toEqual(["a.test.ts", "b.test.ts", "c.test.ts"]);
});

test("one example is not enough", async () => {
  expect(await offered({ "a.test.ts": called }, { "a.test.ts": first })).toEqual([]);
});

test("a place between the examples that was left alone says that not all are meant", async () => {
  const passed = lines("expect(get(a)).toEqual(1);", "run();", "expect(get(b)).toBe(1);", "run();");
  const before = passed.replace("toEqual", "toBe");
  const files = { "a.test.ts": `${before}expect(get(c)).toBe(1);\nrun();\nexpect(get(d)).toBe(1);\n` };
  const now = { "a.test.ts": `${passed}expect(get(c)).toEqual(1);\nrun();\nexpect(get(d)).toBe(1);\n` };
  expect(await offered(files, now)).toEqual([]);
});

test("what would not parse is not offered", async () => {
  const before = lines("a = of(1, two);", "", "b = of(1, two);", "", "`of(1, two)`;");
  const after = lines("a = of(1, [two]);", "", "b = of(1, [two]);", "", "`of(1, two)`;");
  expect(await offered({ "a.ts": before }, { "a.ts": after })).toEqual([]);
});

test("a name that a file does not have is not put into it", async () => {
  const body = "const a = Object.create(null);\nrun();\nconst b = Object.create(null);\nrun();\n";
  const made = body.replaceAll("Object.create", "createNull");
  const files = { "a.ts": `const createNull = 1;\n${body}`, "b.ts": `const createNull = 1;\n${body}`, "c.ts": body };
  const now = { "a.ts": `const createNull = 1;\n${made}`, "b.ts": `const createNull = 1;\n${made}` };
  expect(await offered(files, { "a.ts": now["a.ts"] }, { "b.ts": now["b.ts"] })).toEqual([]);
  const known = { ...files, "c.ts": `import { createNull } from "./d";\n${body}` };
  expect(Object.keys(await withOffered(known, { "a.ts": now["a.ts"] }, { "b.ts": now["b.ts"] }))).toEqual(["c.ts"]);
});
