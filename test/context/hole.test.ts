import { expect, test } from "@jest/globals";
import { type PromptHole, promptHole } from "../../server/context/hole.ts";
import { SourceFile } from "../../server/index/sourceFile.ts";

const roomy = { prefixCharacters: 1000, suffixCharacters: 1000 };
/** The hole where `│` stands in a text. */
function holeIn(marked: string, previous?: PromptHole, readsSuffixLast = true, size = roomy): PromptHole {
  const text = marked.replace("│", "");
  const file = new SourceFile({ uri: "file:///a.py", path: "a.py", languageId: "python", version: 1, text });
  return promptHole(previous, { file, offset: marked.indexOf("│") }, size, readsSuffixLast);
}

const lines = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `line_${from + index} = call(${from + index})\n`).join("");

test.each([
  ["def f():\n    return│\nf()\n", "    return"],
  ["x = ra│\n", " = ra"],
  ["x = │\n", " = "],
  ["x =│\n", " ="],
  ["f(\n    )│\n", "    )"],
  ["items.append(│)\n", "("],
  ["items.append(it│)\n", "(it"],
  ["if not todo.│\n", "."],
  ['open("│")\n', '("'],
  ["größe│\n", "größe"],
  ["x\n│\ny\n", ""],
])("in %j the answer begins with the word at the cursor and what its first token may hold: %j", (marked, expected) => {
  for (const readsSuffixLast of [true, false]) {
    const { before, typed, begun } = holeIn(marked, undefined, readsSuffixLast);
    expect(begun).toBe(expected);
    expect(before + typed + begun).toBe(marked.slice(0, marked.indexOf("│")));
  }
});

test.each([true, false])("while a word is typed, only what the answer begins with changes: suffix last %s", (order) => {
  const first = holeIn("x = r│\ny\n", undefined, order);
  expect(holeIn("x = radiu│\ny\n", first, order)).toEqual({ ...first, begun: " = radiu" });
});

test("where the suffix is read last, the hole begins with the line, and stays there while it is typed", () => {
  const first = holeIn("def f():\n    x = call│\ny\n");
  expect([first.before, first.typed, first.begun]).toEqual(["def f():\n", "    x", " = call"]);
  expect(holeIn("def f():\n    x = call(ar│\ny\n", first)).toEqual({ ...first, typed: "    x = call", begun: "(ar" });
});

test.each(["    ", "\t\t"])(
  "behind an indentation alone the answer begins with its last blank, which shows how deep the line is",
  (indent) => {
    const { before, typed, begun } = holeIn(`def f():\n${indent}│\ny\n`);
    expect([before, typed, begun]).toEqual(["def f():\n", indent.slice(1), indent.slice(-1)]);
  },
);

test("so it does where the suffix is read first", () => {
  const { before, typed, begun } = holeIn("def f():\n    │\ny\n", undefined, false);
  expect([before, typed, begun]).toEqual(["def f():\n   ", "", " "]);
});

test("the first letter on a new line has the model read nothing again", () => {
  const first = holeIn("def f():\n    │\ny\n");
  expect(holeIn("def f():\n    r│\ny\n", first)).toEqual({ ...first, typed: "", begun: "    r" });
});

test("where the suffix is read first, the hole is at the word", () => {
  const { before, typed, begun } = holeIn("x = call(ar│\n", undefined, false);
  expect([before, typed, begun]).toEqual(["x = call", "", "(ar"]);
});

test("no line that was typed stands in the hole, and what is read again below is as it stands", () => {
  const first = holeIn("def f():\n    ret│\nf(one)\n");
  const { before, typed, begun, after } = holeIn("def f():\n    return 1\n    ne│\nf(two)\n", first);
  expect([before, typed, begun, after]).toEqual(["def f():\n    return 1\n", "", "    ne", "\nf(two)\n"]);
});

test("what is taken back of a line takes nothing of what the model has read", () => {
  const first = holeIn("x = call(ar│\ny\n");
  expect(holeIn("x = cal│\ny\n", first)).toEqual({ ...first, typed: "x", begun: " = cal" });
});

test("on a line without end the hole begins seldom anew", () => {
  const begins = new Set<string>();
  let hole: PromptHole | undefined;
  for (let words = 0; words < 180; words++) {
    hole = holeIn(`${"word ".repeat(words)}│\n`, hole);
    expect(hole.typed.length).toBeLessThan(270);
    begins.add(hole.before);
  }
  expect(begins.size).toBeLessThan(7);
});

test("of a word without end the model reads the beginning, which changes seldom", () => {
  const begins = new Set<string>();
  for (let length = 0; length < 300; length++) {
    const { before, begun } = holeIn(`x = "${"𝔞b".repeat(length)}│"\n`);
    expect(begun.length).toBeLessThanOrEqual(98);
    expect(begun).not.toMatch(/^[\udc00-\udfff]/);
    begins.add(before);
  }
  expect(begins.size).toBeLessThan(20);
});

test.each(["a", "=", " "])("a line of a million %j has its hole near the cursor", (unit) => {
  const line = unit.repeat(1_000_000);
  const { before, typed, begun } = holeIn(`x = 1\n${line}│\n`);
  expect(typed.length + begun.length).toBeLessThan(400);
  expect(`x = 1\n${line}`.endsWith(before + typed + begun)).toBe(true);
});

test("a bracket that the editor closes by itself does not change the suffix", () => {
  const first = holeIn("x = f│\ny = 2\n");
  expect(holeIn("x = f(│)\ny = 2\n", first).after).toBe(first.after);
});

test("words right of the cursor belong to the suffix", () => {
  expect(holeIn("x = │value\n").after).toBe("value\n");
});

test("the hole moves to the cursor when the cursor goes elsewhere", () => {
  const text = (cursor: number) => `${lines(0, cursor)}│${lines(cursor, 40)}`;
  const first = holeIn(text(20));
  expect(holeIn(text(10), first).before).toBe(lines(0, 10));
  expect(holeIn(text(30), first).before).toBe(lines(0, 30));
});

test("an edit above the line, where the model has read, moves the hole and leaves the start of the prefix", () => {
  const first = holeIn(`${lines(0, 20)}one│\n`);
  const { start, before, typed, begun } = holeIn(`${lines(0, 10)}new = 1\n${lines(10, 20)}one tw│\n`, first);
  expect(start).toBe(first.start);
  expect([before, typed, begun]).toEqual([`${lines(0, 10)}new = 1\n${lines(10, 20)}`, "one", " tw"]);
});

test("an edit far above what the model has read changes nothing", () => {
  const size = { prefixCharacters: 200, suffixCharacters: 100 };
  const first = holeIn(`${lines(0, 50)}one│\n`, undefined, true, size);
  const later = holeIn(`import new\n${lines(0, 50)}one tw│\n`, first, true, size);
  expect(later).toEqual({ ...first, start: first.start + "import new\n".length, typed: "one", begun: " tw" });
});

test("a small edit below leaves the suffix as the model has read it, a large one does not", () => {
  const below = lines(0, 10);
  const first = holeIn(`x│\n${below}`);
  expect(holeIn(`x│\n${below.replace("call(3)", "call(33)")}`, first).after).toBe(first.after);
  const other = lines(50, 60);
  expect(holeIn(`x│\n${other}`, first).after).toBe(`\n${other}`);
});

test("the prefix starts where it did until it is a third too long, then it is cut to its room", () => {
  const size = { prefixCharacters: 400, suffixCharacters: 100 };
  const starts = new Set<number>();
  let hole: PromptHole | undefined;
  for (let typed = 60; typed < 80; typed++) {
    hole = holeIn(`${lines(0, typed)}│`, hole, true, size);
    starts.add(hole.start);
    expect(hole.before.length + hole.typed.length + hole.begun.length).toBeLessThanOrEqual(1.33 * 400);
  }
  expect(starts.size).toBeLessThanOrEqual(4);
});

test("what is shown is always the text up to the cursor, whatever is edited", () => {
  const size = { prefixCharacters: 300, suffixCharacters: 100 };
  let text = lines(0, 60);
  let hole: PromptHole | undefined;
  for (let step = 0; step < 500; step++) {
    const at = (step * 7919) % text.length;
    const cursor = step % 3 === 0 ? (step * 104_729) % text.length : Math.min(text.length, at + 1);
    text = step % 5 === 4 ? text.slice(0, at) + text.slice(at + 3) : `${text.slice(0, at)}\nx${text.slice(at)}`;
    const offset = Math.min(cursor, text.length);
    hole = holeIn(`${text.slice(0, offset)}│${text.slice(offset)}`, hole, true, size);
    expect(text.slice(hole.start, offset)).toBe(hole.before + hole.typed + hole.begun);
  }
});
