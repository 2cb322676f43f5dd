import { expect, test } from "@jest/globals";
import type { Bug } from "../benchmarks/bugs.ts";
import { changedLines, documentOf, headOf, nameIn, problemOf, scoreOf } from "./score.ts";

const bug: Bug = {
  id: "a",
  language: "python",
  name: "twice",
  type: "",
  above: 'import math\n\n\ndef one():\n    return 1\n\n\ndef twice(number):\n    """Twice a number."""\n',
  buggy: "    return number * 3\n",
  right: "    return number * 2\n",
  tests: "assert twice(2) == 4",
};

const block = (code: string) => `It multiplied wrongly.\n\n\`\`\`python\n${code}\`\`\`\nNow it does not.`;
const fixed = 'def twice(number):\n    """Twice a number."""\n    return number * 2\n';

test("the head of a document is what stands above the function", () => {
  expect(headOf(bug)).toBe("import math\n\n\ndef one():\n    return 1\n\n\n");
  expect(headOf({ ...bug, language: "javascript", above: "/* twice */\nconst twice = (a) => {\n" })).toBe(
    "/* twice */\n",
  );
});

test("the name of a function is where it is declared, not where it is spoken of", () => {
  const above = "// twice\nconst twice = (a) => {\n";
  expect(nameIn({ language: "javascript", name: "twice", above })).toEqual({ start: 15, end: 20 });
});

test("the block of an answer stands in the function's place", () => {
  expect(documentOf(bug, block(fixed))).toBe(headOf(bug) + fixed);
});

test("a block that says the whole document again stands for it", () => {
  expect(documentOf(bug, block(headOf(bug) + fixed))).toBe(headOf(bug) + fixed);
});

test("an answer that was cut off has a block, too, and one without any is code", () => {
  expect(documentOf(bug, `\`\`\`python\n${fixed}`)).toBe(headOf(bug) + fixed);
  expect(documentOf(bug, fixed)).toBe(headOf(bug) + fixed);
});

test("a fix passes the tests and leaves other code alone", async () => {
  expect(await scoreOf(bug, bug.above + bug.right)).toEqual({
    verdict: { end: "passed" },
    passes: true,
    leavesOther: true,
    changedLines: 1,
  });
});

test("a fix that writes the docstring anew does not leave it alone", async () => {
  const document = `${headOf(bug)}def twice(number):\n    return number * 2\n`;
  expect(await scoreOf(bug, document)).toMatchObject({ passes: true, leavesOther: false, changedLines: 2 });
});

test("what fails its tests is no fix", async () => {
  expect(await scoreOf(bug, bug.above + bug.buggy)).toMatchObject({ passes: false, changedLines: 0 });
});

test("changed lines are those gone or those new, whichever are more", () => {
  expect(changedLines("a\nb\nc\n", "a\nx\ny\nc\n")).toBe(2);
  expect(changedLines("a\nb\n", "a\nb\n\n")).toBe(0);
});

test.each([
  [{ end: "passed" }, undefined],
  [{ end: "failed", why: "twice(2) == 4" }, "This test fails: twice(2) == 4"],
  [{ end: "outOfTime" }, "A test of it does not come to an end."],
  [{ end: "outOfMemory" }, "A test of it takes all memory."],
] as const)("%j is told as a problem", (verdict, problem) => {
  expect(problemOf(verdict)).toBe(problem);
});
