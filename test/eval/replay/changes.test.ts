import { expect, test } from "@jest/globals";
import { changeBetween } from "./changes.ts";

test("only what differs is replaced", () => {
  expect(changeBetween("one\ntwo\nthree", "one\n2\nthree")).toEqual({
    range: { start: { line: 1, character: 0 }, end: { line: 1, character: 3 } },
    text: "2",
  });
});

test("a line that comes is inserted", () => {
  expect(changeBetween("a\nb", "a\nx\nb")).toEqual({
    range: { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } },
    text: "x\n",
  });
});

test("the same text is no change", () => {
  expect(changeBetween("a", "a")).toBeUndefined();
});
