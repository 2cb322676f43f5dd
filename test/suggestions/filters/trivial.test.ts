import { expect, test } from "@jest/globals";
import { trivial } from "../../../server/suggestions/filters/trivial.ts";
import { suggestWithFilter } from "../fixture.ts";

test("one character is not worth reading", () => {
  expect(suggestWithFilter(trivial, "a = b│«;»")).toBe("trivial");
});

test("two are", () => {
  expect(suggestWithFilter(trivial, "a = │«b;»")).toBe("a = «b;»");
});
