import { expect, test } from "@jest/globals";
import { suggest } from "../fixture.ts";

const python = { language: "python" };

test("a docstring that is closed on a line below is not closed twice", () => {
  const fixture = 'def mean(xs):\n    """Return the │«mean."""»\n    """\n    return sum(xs) / len(xs)\n';
  const shown = 'def mean(xs):\n    """Return the «mean.»\n    """\n    return sum(xs) / len(xs)\n';
  expect(suggest(fixture, python)).toBe(shown);
  expect(suggest(fixture.replaceAll("\n", "\r\n"), python)).toBe(shown.replaceAll("\n", "\r\n"));
});

test("one that is not closed may be, also above another", () => {
  const fixture = 'def mean(xs):\n    """Return the │«mean."""»\n\n\ndef f():\n    """F."""\n';
  expect(suggest(fixture, python)).toBe(fixture.replace("│", ""));
});

test("nor is a block comment", () => {
  expect(suggest("/* The │«mean. */»\n */\nconst a = 1;\n")).toBe("/* The «mean.»\n */\nconst a = 1;\n");
});

test("nor a template", () => {
  expect(suggest("const a = `one │«two`;»\nthree`;\n")).toBe("const a = `one «two»\nthree`;\n");
});

test("where nothing stands before the closer, nothing is suggested", () => {
  expect(suggest("/* The mean.│« */»\n */\n")).toBe("lineComplete");
});
