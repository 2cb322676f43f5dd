import { expect, test } from "@jest/globals";
import { type AnchoredHole, anchoredHole } from "../../server/context/hole.ts";
import { SourceFile } from "../../server/index/sourceFile.ts";

const roomy = { prefixCharacters: 1000, suffixCharacters: 1000 };

/** The hole where `│` stands in a text. */
function holeIn(marked: string, previous?: AnchoredHole, size = roomy): AnchoredHole {
  const text = marked.replace("│", "");
  const file = new SourceFile({ uri: "file:///a.py", path: "a.py", languageId: "python", version: 1, text });
  return anchoredHole(previous, { file, offset: marked.indexOf("│") }, size);
}

const lines = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `line_${from + index} = call(${from + index})\n`).join("");

test("the hole begins at the start of the line, and the suffix behind its end", () => {
  const { before, typed, after } = holeIn("def f():\n    return│\nf()\n");
  expect([before, typed, after]).toEqual(["def f():\n", "    return", "\nf()\n"]);
});

test("typing changes nothing but what is typed, over several lines too", () => {
  const first = holeIn("def f():\n    ret│\nf()\n");
  const later = holeIn("def f():\n    return 1\n\n\ndef g│\nf()\n", first);
  expect(later).toEqual({ ...first, typed: "    return 1\n\n\ndef g" });
});

test("a bracket that the editor closes by itself does not change the suffix", () => {
  const first = holeIn("x = f│\ny = 2\n");
  expect(holeIn("x = f(│)\ny = 2\n", first).after).toBe(first.after);
});

test("words right of the cursor belong to the suffix", () => {
  expect(holeIn("x = │value\n").after).toBe("value\n");
});

test("the hole moves to the cursor after eight lines", () => {
  const first = holeIn("start = 1\n│\nend = 2\n");
  const { before, typed } = holeIn(`start = 1\n${lines(0, 8)}next│\nend = 2\n`, first);
  expect([before, typed]).toEqual([`start = 1\n${lines(0, 8)}`, "next"]);
});

test("the hole moves to the cursor when the cursor goes elsewhere", () => {
  const text = (cursor: number) => `${lines(0, cursor)}│${lines(cursor, 40)}`;
  const first = holeIn(text(20));
  expect(holeIn(text(10), first).before).toBe(lines(0, 10));
  expect(holeIn(text(30), first).before).toBe(lines(0, 30));
});

test("an edit above the line, where the model has read, moves the hole and leaves the start of the prefix", () => {
  const first = holeIn(`${lines(0, 20)}one│\n`);
  const { start, before, typed } = holeIn(`${lines(0, 10)}new = 1\n${lines(10, 20)}one tw│\n`, first);
  expect(start).toBe(first.start);
  expect([before, typed]).toEqual([`${lines(0, 10)}new = 1\n${lines(10, 20)}`, "one tw"]);
});

test("an edit far above what the model has read changes nothing", () => {
  const size = { prefixCharacters: 200, suffixCharacters: 100 };
  const first = holeIn(`${lines(0, 50)}one│\n`, undefined, size);
  const later = holeIn(`import new\n${lines(0, 50)}one tw│\n`, first, size);
  expect(later).toEqual({ ...first, start: first.start + "import new\n".length, typed: "one tw" });
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
  let hole: AnchoredHole | undefined;
  for (let typed = 60; typed < 80; typed++) {
    hole = holeIn(`${lines(0, typed)}│`, hole, size);
    starts.add(hole.start);
    expect(hole.before.length + hole.typed.length).toBeLessThanOrEqual(1.33 * 400);
  }
  expect(starts.size).toBeLessThanOrEqual(4);
});

test("what is shown is always the text up to the cursor, whatever is edited", () => {
  const size = { prefixCharacters: 300, suffixCharacters: 100 };
  let text = lines(0, 60);
  let hole: AnchoredHole | undefined;
  for (let step = 0; step < 500; step++) {
    const at = (step * 7919) % text.length;
    const cursor = step % 3 === 0 ? (step * 104_729) % text.length : Math.min(text.length, at + 1);
    text = step % 5 === 4 ? text.slice(0, at) + text.slice(at + 3) : `${text.slice(0, at)}\nx${text.slice(at)}`;
    const offset = Math.min(cursor, text.length);
    hole = holeIn(`${text.slice(0, offset)}│${text.slice(offset)}`, hole, size);
    expect(text.slice(hole.start, offset)).toBe(hole.before + hole.typed);
  }
});
