import { expect, test } from "@jest/globals";
import { explainRequest } from "../../server/lsp/explainRequest.ts";

const uri = "file:///a.ts";
const start = { line: 1, character: 2 };
const end = { line: 3, character: 4 };

test("a place to explain is a range or a position", () => {
  expect(explainRequest({ uri, range: { start, end } })).toEqual({ uri, range: { start, end } });
  expect(explainRequest({ uri, position: start })).toEqual({ uri, range: { start, end: start } });
  expect(explainRequest({ uri, range: null, position: start })).toEqual({ uri, range: { start, end: start } });
});

test("a problem is a text or is not there", () => {
  expect(explainRequest({ uri, position: start, problem: "x is unused" })?.problem).toBe("x is unused");
  expect(explainRequest({ uri, position: start, problem: 7 })).toEqual({ uri, range: { start, end: start } });
});

test.each([
  undefined,
  null,
  "file:///a.ts",
  {},
  { uri },
  { uri, range: { start } },
  { uri, position: { line: 1.5, character: 2 } },
  { position: start },
])("%j is no place", (argument) => {
  expect(explainRequest(argument)).toBeUndefined();
});
