import { expect, test } from "@jest/globals";
import { offered, withOffered } from "./offered.ts";

const classes = (...decorated: string[]) =>
  ["Disposable", "Position", "Range", "TextEdit"]
    .map((name) => `${decorated.includes(name) ? "@es5\n" : ""}export class ${name} {\n  a = 1;\n}\n`)
    .join("\n");

test("a class gets the decorator that the two above it got, and the one behind it too", async () => {
  expect(await offered({ "a.ts": classes() }, { "a.ts": classes("Disposable") })).toEqual([]);
  const steps = [{ "a.ts": classes("Disposable") }, { "a.ts": classes("Disposable", "Position") }];
  expect(await withOffered({ "a.ts": classes() }, ...steps)).toEqual({
    "a.ts": classes("Disposable", "Position", "Range", "TextEdit"),
  });
});

test("who has left out a declaration does not mean all of them", async () => {
  const steps = [{ "a.ts": classes("Disposable") }, { "a.ts": classes("Disposable", "Range") }];
  expect(await offered({ "a.ts": classes() }, ...steps)).toEqual([]);
});

const tests = (first: string, second: string, more: string) =>
  `${first}def test_one():\n    pass\n\n\n${second}def test_two():\n    pass\n\n\n${more}`;
const slow = "@pytest.mark.slow\n";
const steps = (more: string) => [{ "a.py": tests(slow, "", more) }, { "a.py": tests(slow, slow, more) }] as const;

test.each([
  ["the next function of the kind", "def test_three():\n    pass\n", true],
  ["one whose name begins otherwise", "def helper():\n    pass\n", false],
  ["one that is async", "async def test_three():\n    pass\n", false],
  ["one with another decorator", "@fixture\ndef test_three():\n    pass\n", false],
  ["one that has it", `${slow}def test_three():\n    pass\n`, false],
  ["a method", "class A:\n    def test_three(self):\n        pass\n", false],
])("a decorator that two functions got: %s", async (_, more, isOffered) => {
  const edits = await offered({ "a.py": tests("", "", more) }, ...steps(more));
  expect(edits.map(({ newText }) => newText)).toEqual(isOffered ? [slow] : []);
});

test("a decorator comes in above or below others as it did before", async () => {
  const handler = (name: string, above: string, below: string) =>
    `${above}@app.get("/${name}")\n${below}def ${name}():\n    pass\n\n\n`;
  for (const [above, below] of [
    ["@cached\n", ""],
    ["", "@cached\n"],
  ] as const) {
    const text = (count: number) =>
      ["one", "two", "six"].map((name, i) => handler(name, i < count ? above : "", i < count ? below : "")).join("");
    expect(await withOffered({ "a.py": text(0) }, { "a.py": text(1) }, { "a.py": text(2) })).toEqual({
      "a.py": text(3),
    });
  }
});
