import { expect, test } from "@jest/globals";
import { offered, withOffered } from "./offered.ts";

const color = "export enum Color {\n  Red,\n  DarkGreen,\n}\n";
const withBlue = {
  "color.ts": color.replace("  DarkGreen,\n", "  DarkGreen,\n  PaleBlue,\n"),
};
const after = (rest: string) => ({
  "color.ts": color,
  "a.ts": `import { Color } from "./color";\n${rest}`,
});
const inA = (rest: string) => ({
  "a.ts": `import { Color } from "./color";\n${rest}`,
});

test("a table that has all members of an enum takes the new one, written as the others are", async () => {
  const table = (end: string) =>
    `const names = {\n  [Color.Red]: "red",\n  [Color.DarkGreen]: "dark-green"${end}\n};\n`;
  expect(await withOffered(after(table(",")), withBlue)).toEqual(inA(table(',\n  [Color.PaleBlue]: "pale-blue",')));
  expect(await withOffered(after(table("")), withBlue)).toEqual(inA(table(',\n  [Color.PaleBlue]: "pale-blue"')));
});

test("a member that came in before others stands before them in tables, too", async () => {
  const table = (middle: string) =>
    `const names = {\n  [Color.Red]: "red",\n${middle}  [Color.DarkGreen]: "dark-green"\n};\n`;
  const between = { "color.ts": color.replace("  DarkGreen", "  PaleBlue,\n  DarkGreen") };
  expect(await withOffered(after(table("")), between)).toEqual(inA(table('  [Color.PaleBlue]: "pale-blue",\n')));
  const first = { "color.ts": color.replace("  Red", "  PaleBlue,\n  Red") };
  expect(await withOffered(after(table("")), first)).toEqual(
    inA(table("").replace("  [Color.Red]", '  [Color.PaleBlue]: "pale-blue",\n  [Color.Red]')),
  );
});

test("who has written the new member in one table by hand is told of the others", async () => {
  const table = (end: string) =>
    `const names = {\n  [Color.Red]: "red",\n  [Color.DarkGreen]: "dark-green",\n${end}};\n`;
  const warm = (end: string) => `const warm = {\n  [Color.Red]: yes,\n  [Color.DarkGreen]: no,\n${end}};\n`;
  const before = after(table("") + warm(""));
  const byHand = inA(table("") + warm("  [Color.PaleBlue]: no,\n"));
  const elsewhere = { "b.ts": "const three = 4;\n" };
  expect(await offered({ ...before, "b.ts": "const three = 3;\n" }, withBlue, elsewhere)).toEqual([]);
  expect(await withOffered(before, withBlue, byHand)).toEqual(
    inA(table('  [Color.PaleBlue]: "pale-blue",\n') + warm("  [Color.PaleBlue]: no,\n")),
  );
});

test("a switch over an enum gets a case where the cases differ in the name alone", async () => {
  const one = (name: string) => `    case Color.${name}:\n      return paint${name}(it);\n`;
  const whole = (cases: string) =>
    `function draw(color, it) {\n  switch (color) {\n${cases}    default:\n      return it;\n  }\n}\n`;
  const text = (cases: string) => `function paintPaleBlue() {}\n${whole(cases)}`;
  const [red, green, blue] = ["Red", "DarkGreen", "PaleBlue"].map(one);
  expect(await withOffered(after(text(`${red}${green}`)), withBlue)).toEqual(inA(text(`${red}${green}${blue}`)));
});

test("a list on one line takes the new member", async () => {
  expect(await withOffered(after("const all = [Color.Red, Color.DarkGreen];\n"), withBlue)).toEqual(
    inA("const all = [Color.Red, Color.DarkGreen, Color.PaleBlue];\n"),
  );
});

test.each([
  ["what has some members only", "const warm = [Color.Red, Color.Orange];\n"],
  [
    "a table whose values say more than the name",
    'const n = {\n  [Color.Red]: "warm",\n  [Color.DarkGreen]: "cold",\n};\n',
  ],
  ["what has the new member", "const all = [Color.Red, Color.DarkGreen, Color.PaleBlue];\n"],
])("%s is left alone", async (_, text) => {
  expect(await offered(after(text), withBlue)).toEqual([]);
});

test("a new case in a union of strings is listed with the others", async () => {
  const before = 'type Size = "small" | "large";\nconst sizes: Size[] = ["small", "large"];\n';
  const now = before.replace('"large";', '"large" | "huge";');
  expect(await withOffered({ "a.ts": before }, { "a.ts": now })).toEqual({
    "a.ts": now.replace('"large"]', '"large", "huge"]'),
  });
});

test("a class that implements an interface gets its new field; one that does not stays as it is", async () => {
  const point = "export interface Point {\n  x: number;\n  label: string;\n}\n";
  const fields = "  x: number;\n  label: string;\n";
  const files = {
    "point.ts": point,
    "a.ts": `import { Point } from "./point";\nclass Pixel implements Point {\n${fields}}\nclass Other {\n${fields}}\n`,
  };
  const now = {
    "point.ts": point.replace("  label", "  isShown: boolean;\n  label"),
  };
  expect(await withOffered(files, now)).toEqual({
    "a.ts": files["a.ts"].replace("  label", "  isShown: boolean;\n  label"),
  });
});

test("variables that are called as the fields of an interface are left alone", async () => {
  const parsed = "export interface Parsed {\n  links: string[];\n  lines: string[];\n}\n";
  const files = {
    "parsed.ts": parsed,
    "a.ts": 'import { Parsed } from "./parsed";\nlet links: string[] = [];\nlet lines: string[] = [];\n',
  };
  const now = { "parsed.ts": parsed.replace("  lines", "  codes: string[];\n  lines") };
  expect(await offered(files, now)).toEqual([]);
});

test("a member that has another name is no new one", async () => {
  const table = 'const names = {\n  [Color.Red]: "red",\n  [Color.DarkGreen]: "dark-green",\n};\n';
  const edits = await offered(after(table), {
    "color.ts": color.replace("DarkGreen", "Violet"),
  });
  expect(edits.filter(({ rule }) => rule === "new member")).toEqual([]);
});

test("members of a Python enum are told by their names too", async () => {
  const python =
    "class Level(Enum):\n    LOW = 1\n    HIGH = 2\n\n\nnames = {\n    Level.LOW: 'low',\n    Level.HIGH: 'high',\n}\n";
  const now = python.replace("    HIGH = 2\n", "    HIGH = 2\n    ALERT = 3\n");
  expect(await withOffered({ "a.py": python }, { "a.py": now })).toEqual({
    "a.py": now.replace("'high',\n", "'high',\n    Level.ALERT: 'alert',\n"),
  });
});
