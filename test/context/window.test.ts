import { expect, test } from "@jest/globals";
import { windowAt } from "../../server/context/window.ts";
import { filler } from "./scene.ts";

const text = filler(200);
const size = { prefixCharacters: 300, suffixCharacters: 100 };

test("a window starts and ends with whole lines", () => {
  const { start, end } = windowAt(text, 2000, size);
  expect([text[start - 1], text[end - 1]]).toEqual(["\n", "\n"]);
});

test("the window starts where it started until the prefix is a third too long", () => {
  const { start } = windowAt(text, 2000, size);
  expect(windowAt(text, 2050, size, start).start).toBe(start);
  expect(windowAt(text, 2150, size, start).start).toBeGreaterThan(start);
});

test("a window is never larger than asked for at the start", () => {
  const { start, suffixStart, end } = windowAt(text, 2000, size);
  expect(2000 - start).toBeLessThanOrEqual(300);
  expect(end - suffixStart).toBeLessThanOrEqual(100);
});

test("a short file is shown whole", () => {
  expect(windowAt("a\nb\n", 2, size)).toEqual({ start: 0, suffixStart: 2, end: 4 });
});
