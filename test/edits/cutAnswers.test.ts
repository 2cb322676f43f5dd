import { expect, test } from "@jest/globals";
import { loopIn } from "../../server/edits/answer/loop.ts";
import { wholeTests } from "../../server/edits/answer/wholeTests.ts";

const numbered = (n: number) =>
  Array.from({ length: n }, (_, i) => `def test_total_${i}():\n    assert total([]) == ${i}\n\n`);

test.each([
  ["one line", "    assert total([1]) == 1\n"],
  ["a whole test", "def test_total():\n    assert total([1, 2]) == 3\n\n\n"],
])("%s that comes again and again is a loop, which ends behind its first round", (_, round) => {
  const head = "import pytest\n\n\n";
  const text = head + round.repeat(12);
  expect(text.slice(0, loopIn(text))).toBe(head + round);
});

test("a list in one line that comes again and again is a loop, which ends behind its first round", () => {
  const head = "import pytest\n\ncases = [";
  const round = '"--upgrade", "--strategy", "only-if-needed", ';
  const text = head + round.repeat(30);
  expect(text.slice(0, loopIn(text))).toBe(head + round);
});

test("tests that differ in their numbers only are a loop after a dozen", () => {
  expect(loopIn(numbered(8).join(""))).toBeUndefined();
  expect(
    numbered(14)
      .join("")
      .slice(0, loopIn(numbered(14).join(""))),
  ).toBe(numbered(1).join(""));
});

test.each([
  ["closing brackets", "}\n".repeat(20)],
  ["a table with a few rows that are the same", "  [0, 0, 0, 0],\n".repeat(6)],
  ["lines that differ", Array.from({ length: 30 }, (_, i) => `  ${"x".repeat(i + 1)}: 1,\n`).join("")],
  ["a ruler", `# ${"-".repeat(200)}`],
  ["a long row of numbers", Array.from({ length: 400 }, (_, i) => i * 7).join(", ")],
  ["nothing", ""],
])("no loop are %s", (_, text) => {
  expect(loopIn(text)).toBeUndefined();
});

test("of tests in Python that were cut off the whole ones are kept", () => {
  const answer =
    "```python\nfrom a import f\n\n\ndef test_one():\n    assert f(1)\n\n\n@mark.slow\ndef test_two():\n    x =";
  expect(wholeTests(answer, true)).toBe("```python\nfrom a import f\n\n\ndef test_one():\n    assert f(1)\n```\n");
});

test("what was open around the cut is closed", () => {
  const answer = [
    "```ts",
    'describe("f", () => {',
    '  it("adds", () => {',
    "    expect(f(1)).toBe(2);",
    "  });",
    "",
    "  // Errors.",
    '  it("fails", () => {',
    "    expect(() => f(",
  ].join("\n");
  expect(wholeTests(answer, false)).toBe(
    [
      "```ts",
      'describe("f", () => {',
      '  it("adds", () => {',
      "    expect(f(1)).toBe(2);",
      "  });",
      "});",
      "```",
      "",
    ].join("\n"),
  );
});

test("of one test that was cut off nothing is whole", () => {
  expect(wholeTests("```ts\ntest('one', () => {\n  expect(", false)).toBeUndefined();
});
