import { expect, test } from "@jest/globals";
import { suggest } from "../fixture.ts";

const body = "def mean(xs):│«\n    total = sum(xs)\n    return total / len(xs)»\n";

test("the end of a header does not count as the one line that is wanted", () => {
  expect(suggest(body, { language: "python", maxLines: 1 })).toBe("def mean(xs):«\n    total = sum(xs)»\n");
});

test("a suggestion that is no longer than wanted stays as it is", () => {
  expect(suggest(body, { language: "python", maxLines: 2 })).toBe(body.replace("│", ""));
});
