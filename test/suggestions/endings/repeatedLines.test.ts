import { expect, test } from "@jest/globals";
import { repeatedLines } from "../../../server/suggestions/endings/repeatedLines.ts";
import { suggestWithEnding } from "../fixture.ts";

test.each([
  ["line", "│«a();\nb();\nb();\nb();\nb();»", "«a();\nb();»"],
  ["pair of lines", "│«a();\nb();\na();\nb();\na();\nb();\n»", "«a();\nb();»"],
])("a %s that comes three times in a row is said once", (_, fixture, shown) => {
  expect(suggestWithEnding(repeatedLines, fixture)).toBe(shown);
});

test("twice may be meant", () => {
  expect(suggestWithEnding(repeatedLines, "│«step();\nstep();\ndone();»")).toBe("«step();\nstep();\ndone();»");
});

test("closers may follow each other as often as they like", () => {
  expect(suggestWithEnding(repeatedLines, "│«}\n}\n}»")).toBe("«}\n}\n}»");
});
