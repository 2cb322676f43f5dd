import { expect, test } from "@jest/globals";
import { sameCloser } from "../../../server/suggestions/endings/sameCloser.ts";
import { suggestWithEnding } from "../fixture.ts";

test.each([
  ["its own line", "a(\nif (b) {\n  │«c();\n}»\n}\n", "a(\nif (b) {\n  «c();»\n}\n"],
  ["the opener's line", "a(\nif (b) {│«\n  c();\n}»\n}\n", "a(\nif (b) {«\n  c();»\n}\n"],
  ["its own line, with several closers", "a(\nb(() => {\n  │«c();\n});»\n});\n", "a(\nb(() => {\n  «c();»\n});\n"],
])("a block that the file closes is not closed again from %s", (_, fixture, shown) => {
  expect(suggestWithEnding(sameCloser, fixture)).toBe(shown);
});

test.each([
  ["a closer of what the suggestion opened", "if (a) {\n  │«if (b) {\n    c();\n}»\n}\n"],
  ["a closer that is indented otherwise than the file's", "if (a) {\n  if (b) {\n    │«c();\n  }»\n}\n"],
  ["a closer that begins something else", "if (a) {\n  │«c();\n} else {»\n}\n"],
])("%s stays", (_, fixture) => {
  expect(suggestWithEnding(sameCloser, fixture)).toBe(fixture.replace("│", ""));
});
