import { expect, test } from "@jest/globals";
import { lineAt, linesAround } from "../../server/context/place.ts";
import { belowLine, endAbove, lineCount, lineEnd, lineStart, lineStarts } from "../../server/text/lines.ts";

const ends = [
  ["\\n", "\n"],
  ["\\r\\n", "\r\n"],
  ["a lone \\r", "\r"],
];

test.each(ends)("with %s, every place in a line knows where it starts and ends", (_, end) => {
  const lines = ["", "one", "", "  two", ""];
  const text = lines.join(end);
  const starts = lineStarts(text);
  expect(starts).toHaveLength(lines.length);
  lines.forEach((line, i) => {
    const start = starts[i] as number;
    const next = starts[i + 1] ?? text.length + 1;
    for (let offset = start; offset < next; offset++) {
      expect([offset, lineStart(text, offset), lineEnd(text, offset)]).toEqual([offset, start, start + line.length]);
      expect(belowLine(text, offset)).toBe(Math.min(next, text.length));
      expect(lineAt(text, offset)).toBe(i);
    }
  });
});

test.each(ends)("with %s, lines are stepped over one by one", (_, end) => {
  const text = ["a", "b", "", "c", "d"].join(end);
  let start = lineStart(text, text.length);
  const above: string[] = [];
  while (start > 0) {
    const before = endAbove(text, start);
    start = lineStart(text, before);
    above.push(text.slice(start, before));
  }
  expect(above).toEqual(["c", "", "b", "a"]);
});

test.each(ends)("with %s, as many lines stand around a place as were asked for", (_, end) => {
  const text = Array.from({ length: 12 }, (_, i) => `line ${i}`).join(end);
  const { start, end: last } = linesAround(text, text.indexOf("8"), 4, 1);
  expect(text.slice(start, last).split(end)).toEqual(["line 4", "line 5", "line 6", "line 7", "line 8", "line 9"]);
});

test.each(ends)("with %s, a line is counted as soon as anything stands in it", (_, end) => {
  const counted = ["", "a", `a${end}`, `a${end}b`, `a${end}${end}`].map((text) =>
    lineCount(lineStarts(text), text.length),
  );
  expect(counted).toEqual([1, 1, 1, 2, 2]);
});
