import { expect, test } from "@jest/globals";
import { holeIn } from "./fixture.ts";

const closers = (source: string, language = "typescript") => {
  return holeIn(source, { language })
    .unclosed.map(({ close }) => close)
    .join("");
};

test.each([
  ["what is open to the end of the file", "run({│\n", ")}"],
  ["not what is closed below", "run({│\n});\n", ""],
  ["what is closed right of the cursor, whose place it may take", "run(a│)\n", ")"],
  ["what is open behind a stray closer", "}\nrun(│\n", ")"],
])("a suggestion may close %s", (_, source, unclosed) => {
  expect(closers(source)).toBe(unclosed);
});

test("the lines around are the nearest written ones", () => {
  const { previousLine, nextLine } = holeIn("a();\n\n  b│\n\nc();\n");
  expect([previousLine, nextLine]).toEqual(["a();", "c();"]);
});

test("in a very long file reading does not begin inside a docstring", () => {
  const docstring = `"""\n${"It's text.\n".repeat(15_000)}"""\n`;
  expect(closers(`a = 1\n${docstring}\ndef f():\n    g(│\n`, "python")).toBe(")");
});

test("a text of a hundred thousand stray closers has no open brackets", () => {
  expect(holeIn(`f(\n${"]".repeat(100_000)}│`).brackets.open).toEqual([]);
});
