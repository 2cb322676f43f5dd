import { expect, test } from "@jest/globals";
import { chrF, deltaChrF } from "./chrF.ts";
import { replayScenario, scenarioIn, scenarioTables } from "./scenarios.ts";

const renamed = `A name was changed.
id: rename
language: typescript
file: a.ts
row: 2
col: 0
-- buffer.txt --
const areaOf = 1;
show(area);
-- history --
<|file|> a.ts
<|old|>
const area = 1;
<|new|>
const areaOf = 1;
-- steps --
request-completion manual
-- expected --
const areaOf = 1;
show(areaOf);
`;
const quiet =
  "All is well.\nid: quiet\nfile: b.py\nrow: 1\ncol: 0\ncursor-positions: 1:0, 1:2\n-- buffer.txt --\nx = 1\n-- steps --\n";

test("a scenario is what was changed, what is there now and what is expected", () => {
  expect(scenarioIn(renamed)).toEqual({
    id: "rename",
    path: "a.ts",
    buffer: "const areaOf = 1;\nshow(area);",
    history: [{ before: "const area = 1;", after: "const areaOf = 1;" }],
    expected: "const areaOf = 1;\nshow(areaOf);",
    cursors: [{ line: 1, character: 0 }],
    typing: undefined,
    requests: 1,
  });
  const cursors = [0, 0, 2].map((character) => ({ line: 0, character }));
  expect(scenarioIn(quiet)).toMatchObject({ expected: undefined, cursors, history: [] });
});

test("what is offered is held against what is expected, and silence counts where nothing is", async () => {
  const results = [await replayScenario(scenarioIn(renamed)), await replayScenario(scenarioIn(quiet))];
  expect(results[0]).toMatchObject({ shown: 1, deltaChrF: 100, rules: ["renamed declaration"] });
  expect(scenarioTables(results).split("\n")[2]).toBe("| 1 | 3 | 1.00 | 100.0 | 100 | 100 | 1.00 | 100.0 |");
});

test("an empty line that is expected at the end of a file without one is told apart", async () => {
  const [result] = [await replayScenario(scenarioIn(`${renamed}\n`))];
  expect(result).toMatchObject({ deltaOfCode: 100 });
  expect(result?.deltaChrF).toBeLessThan(100);
});

test("what the history changed outside of the buffer is an example too", async () => {
  const step = (name: string) =>
    `<|file|> a.ts\n<|old|>\nexpect(${name}).toBe(1);\n<|new|>\nexpect(${name}).toEqual(1);\n`;
  const text = (buffer: string) => `-- ${buffer}`;
  const scenario = `id: two\nfile: a.ts\n${text("buffer.txt --\nexpect(c).toBe(1);\n")}${text(`history --\n${step("a")}${step("b")}`)}${text("expected --\nexpect(c).toEqual(1);\n")}`;
  expect(await replayScenario(scenarioIn(scenario))).toMatchObject({ shown: 1, deltaChrF: 100 });
});

test.each([
  ["the same", "hello", "hello", 100],
  ["nothing in common", "abc", "xyz", 0],
  ["nothing on either side", "", "", 100],
  ["nothing where something is expected", "", "abc", 0],
])("texts are compared by their runs of characters: %s", (_, one, other, expected) => {
  expect(chrF(one, other)).toBeCloseTo(expected);
});

test("what is there weighs more than what is too much", () => {
  expect(chrF("abcdefxyz", "abcdef")).toBeGreaterThan(chrF("abcdef", "abcdefxyz"));
});

test("lines that stay do not count", () => {
  expect(deltaChrF(["a", "b", "c"], ["a", "x", "c"], ["a", "y", "c"])).toBe(0);
});
