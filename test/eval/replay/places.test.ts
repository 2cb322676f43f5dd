import { expect, test } from "@jest/globals";
import { randomFrom } from "../../random.ts";
import type { Hunk } from "./commits.ts";
import { chosen, groupsOf, type Kind, languageIdOf, type Place, placesIn, textAt } from "./places.ts";

const fileOf = (...hunks: Hunk[]) => ({ path: "a.ts", isNew: false, hunks });
const inserted = (start: number, ...added: string[]): Hunk => ({ start, removed: [], added });
const changed = (start: number, old: string, next: string): Hunk => ({ start, removed: [old], added: [next] });

/** Where the places of a kind are in the lines of hunks. */
function marks(kind: Kind, ...hunks: Hunk[]): string[] {
  const found = placesIn(fileOf(...hunks)).filter((place) => place.kind === kind);
  return found.map(({ hunk, line, column }) => {
    const text = hunks[hunk]?.added[line] as string;
    return `${text.slice(0, column)}│${text.slice(column)}`;
  });
}

/** The file at the first place of a kind. */
function fileAt(kind: Kind, old: string, ...hunks: Hunk[]): string {
  const place = placesIn(fileOf(...hunks)).find((each) => each.kind === kind) as Place;
  const { before, after } = textAt(old.split("\n"), hunks, place);
  return `${before}│${after}`;
}

test("a cursor stands at the start of each word but the first", () => {
  expect(marks("word", inserted(0, "  return width"))).toEqual(["  return │width"]);
});

test("a cursor stands some characters into long words", () => {
  expect(marks("inWord", inserted(0, "radius"))).toEqual(["ra│dius", "rad│ius"]);
});

test("a half-typed line ends behind brackets and operators", () => {
  expect(marks("lineEnd", inserted(0, "area(circle.radius)"))).toEqual([
    "area(│circle.radius)",
    "area(circle.│radius)",
  ]);
});

test("a new line begins behind its indentation", () => {
  expect(marks("newLine", inserted(0, "    return 1;", "}"))).toEqual(["    │return 1;"]);
});

test("nothing is to come where the last line of a hunk is complete", () => {
  expect(marks("quiet", inserted(0, "const a = b;", "return a;"))).toEqual(["return a;│"]);
  expect(marks("quiet", inserted(0, "call(a,"))).toEqual([]);
});

test("of a line that is changed inside, only what is new is typed", () => {
  const hunk = changed(0, "const area = width;", "const area = width * height;");
  expect(marks("middle", hunk)).toEqual([
    "const area = width * │height;",
    "const area = width * he│ight;",
    "const area = width * hei│ght;",
  ]);
  expect(marks("word", hunk)).toEqual([]);
});

test("above the cursor stands what the commit added, and below it the old text", () => {
  const old = "one\ntwo\nthree\nfour";
  const hunks = [inserted(1, "added"), inserted(2, "first", "second line"), changed(3, "four", "FOUR")];
  const place = placesIn(fileOf(...hunks)).find(({ kind, hunk }) => kind === "word" && hunk === 1) as Place;
  const { before, after } = textAt(old.split("\n"), hunks, place);
  expect(`${before}│${after}`).toBe("one\nadded\ntwo\nfirst\nsecond │\nthree\nfour");
});

test("lines that are replaced as a whole are gone when the new ones are typed", () => {
  const hunk = { start: 1, removed: ["old one", "old two"], added: ["something quite new"] };
  expect(fileAt("newLine", "head\nold one\nold two\ntail", hunk)).toBe("head\n│\ntail");
});

test("in a line that is changed inside, its old end stays right of the cursor and the next old line below", () => {
  const hunk = {
    start: 0,
    removed: ["call(first);", "other(first);"],
    added: ["call(first, second);", "other(first, second);"],
  };
  expect(fileAt("middle", "call(first);\nother(first);\n", hunk)).toBe("call(first, │);\nother(first);\n");
});

test("a new file is empty below the cursor", () => {
  expect(fileAt("word", "", inserted(0, "import one", "import two"))).toBe("import │\n");
});

test("what is chosen depends on the random numbers only, and on a line there is at most one place", () => {
  const files = [fileOf(inserted(0, "const first = second(third);", "return first + second;"))];
  const draw = () => chosen(files, 5, randomFrom(3)).map(({ place }) => place);
  expect(draw()).toEqual(draw());
  expect(draw().map(({ line }) => line)).toEqual([0, 1]);
});

test.each([
  ["src/a.tsx", "typescriptreact", "TypeScript"],
  ["src/a.jsx", "javascriptreact", "JavaScript"],
  ["a.mjs", "javascript", "JavaScript"],
  ["a.go", "go", "Go"],
  ["a.cs", "csharp", "C#"],
  ["a.sh", "shellscript", "Bash"],
])("%s is opened as %s and told of as %s", (path, id, name) => {
  expect(languageIdOf(path)).toBe(id);
  expect(groupsOf(path).language).toBe(name);
});
