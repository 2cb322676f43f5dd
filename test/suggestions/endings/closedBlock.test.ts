import { expect, test } from "@jest/globals";
import { closedBlock } from "../../../server/suggestions/endings/closedBlock.ts";
import { suggestWithEnding } from "../fixture.ts";

test("a suggestion ends behind the line that closes the block begun on the cursor's line", () => {
  const fixture = "it('works', () => {│«\n  run();\n});\n\nit('fails', »";
  expect(suggestWithEnding(closedBlock, fixture)).toBe("it('works', () => {«\n  run();\n});»");
});

test("a block inside the suggestion does not end it", () => {
  const fixture = "function f() {\n  │«if (a) {\n    b();\n  }\n  c();»";
  expect(suggestWithEnding(closedBlock, fixture)).toBe("function f() {\n  «if (a) {\n    b();\n  }\n  c();»");
});
