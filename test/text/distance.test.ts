import { expect, test } from "@jest/globals";
import { editDistance, isNear } from "../../server/text/distance.ts";

test.each([
  ["", "", 0],
  ["abc", "abc", 0],
  ["", "abc", 3],
  ["kitten", "sitting", 3],
  ["flaw", "lawn", 2],
])("from %j to %j it is %i edits", (a, b, distance) => {
  expect(editDistance(a, b)).toBe(distance);
  expect(editDistance(b, a)).toBe(distance);
});

test("near means few edits for the length", () => {
  expect(isNear("const first = 1;", "const first = 2;", 0.1)).toBe(true);
  expect(isNear("a = 1;", "a = 2;", 0.1)).toBe(false);
});
