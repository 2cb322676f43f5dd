import { expect, test } from "@jest/globals";
import { changesBetween } from "../../../server/edits/changes.ts";
import { changedLines } from "../../../server/features/acting/changedLines.ts";

const before = "one\ntwo\nthree\nfour\nfive\n";

test.each([
  ["a word", "one\ntwo\nthird\nfour\nfive\n", "-three\n+third"],
  ["two words of one line", "one\ntwo\nTHrEE\nfour\nfive\n", "-three\n+THrEE"],
  ["lines far apart", "One\ntwo\nthree\nfour\nFive\n", "-one\n+One\n-five\n+Five"],
  ["a new line", "one\ntwo\nand\nthree\nfour\nfive\n", "+and"],
  ["a line less", "one\ntwo\nfour\nfive\n", "-three"],
  ["nothing", before, ""],
])("an edit of %s is shown by its lines", (_what, after, diff) => {
  expect(changedLines(before, changesBetween(before, after))).toBe(diff);
});
