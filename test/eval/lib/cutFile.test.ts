import { expect, test } from "@jest/globals";
import { cutFile } from "./cutFile.ts";

/** A token for each character. */
const count = (text: string) => text.length;
const cut = (marked: string, tokens: number) => {
  const [before = "", after = ""] = marked.split("│");
  const found = cutFile({ before, after }, tokens, count);
  return `${found.before}│${found.after}`;
};

test("a file that fits stays whole", () => {
  expect(cut("one\ntwo│\nthree\n", 100)).toBe("one\ntwo│\nthree\n");
});

test("three parts are before the cursor and one behind it, in whole lines", () => {
  expect(cut("aaaa\nbbb\nccc\nd│\nee\nfff\n", 13)).toBe("bbb\nccc\nd│\nee\n");
});

test("the room that one side has no text for is the other's", () => {
  expect(cut("a│\nbbb\nccc\nddd\n", 10)).toBe("a│\nbbb\nccc\n");
  expect(cut("aaa\nbbb\nccc\nd│", 9)).toBe("bbb\nccc\nd│");
});

test("of a line that does not fit, what is next to the cursor stays", () => {
  expect(cut("abcdefghij│", 5)).toMatch(/^[d-g]\w*j│$/);
});

test("a file may begin with an empty line", () => {
  expect(cut("\none│\n", 100)).toBe("\none│\n");
});

test("beside a very long line, a part of it fills the room", () => {
  expect(cut(`${"x".repeat(50)}\nd│`, 10)).toMatch(/^x+\nd│$/);
});
