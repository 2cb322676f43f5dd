import { expect, test } from "@jest/globals";
import { prose } from "../../../server/suggestions/filters/prose.ts";
import { suggestWithFilter } from "../fixture.ts";

test.each(["Sure, here is the code:", "Here's the completed function:", "The following code adds two numbers."])(
  "%s is no code",
  (sentence) => {
    expect(suggestWithFilter(prose, `const a = 1;\n│«${sentence}»`)).toBe("prose");
  },
);

test.each([
  ["a comment", "// │«Here is what it does.»", "// «Here is what it does.»"],
  ["code", "│«sure.push(here);»", "«sure.push(here);»"],
])("%s may say anything", (_, fixture, shown) => {
  expect(suggestWithFilter(prose, fixture)).toBe(shown);
});

test("so may a file of unknown type", () => {
  expect(suggestWithFilter(prose, "│«Here is a letter.»", { language: "plaintext" })).toBe("«Here is a letter.»");
});
